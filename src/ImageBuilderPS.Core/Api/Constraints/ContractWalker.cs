using System.Collections;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>Visits the members of contract objects at any depth.</summary>
internal static class ContractWalker
{
    /// <summary>
    /// Visits each member in declaration order and then what its value contains. A shape is visited itself, with no member,
    /// after all of its members.
    /// </summary>
    /// <param name="value">A shape or a list of shapes; anything else has nothing to visit.</param>
    /// <param name="path">The JSON path of the value; empty for the root.</param>
    public static IEnumerable<ContractVisit> Walk(object? value, string path = "")
    {
        if (value is IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                foreach (var visit in Walk(list[i], $"{path}[{i}]"))
                    yield return visit;
            }
        }
        else if (value is Shape shape)
        {
            foreach (var member in ContractMember.Of(shape.GetType()))
            {
                var memberPath = Join(path, member.JsonName);
                var memberValue = member.Property.GetValue(shape);
                yield return new(memberPath, shape, member, memberValue);
                foreach (var visit in Walk(memberValue, memberPath))
                    yield return visit;
            }
            yield return new(path, shape, null, shape);
        }
    }

    /// <summary>The JSON path of a member.</summary>
    /// <param name="path">The path of its owner; empty for the root.</param>
    /// <param name="name">The member's JSON name.</param>
    public static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}

/// <summary>One step of a walk over a contract object.</summary>
/// <param name="Path">The JSON path of the value.</param>
/// <param name="Owner">The shape that has the member.</param>
/// <param name="Member">The member; null at the end of a shape.</param>
/// <param name="Value">The member's value; the shape itself at its end.</param>
internal readonly record struct ContractVisit(string Path, Shape Owner, ContractMember? Member, object? Value);
