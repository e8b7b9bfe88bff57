using System.Text;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Json;

/// <summary>The members of a contract object, at any depth, that this module does not know, by their JSON paths.</summary>
public static class AdditionalMembers
{
    /// <summary>Finds all of them, in the order of the contract's members.</summary>
    /// <param name="value">A contract object.</param>
    /// <returns>Paths, such as <c>policyDetails[0].filter.size</c>, and values.</returns>
    public static IReadOnlyList<KeyValuePair<string, object?>> Of(object value) =>
    [
        .. Owners(value).SelectMany(owner => (owner.Shape.AdditionalMembers ?? new Dictionary<string, object?>())
            .Select(member => new KeyValuePair<string, object?>(ContractWalker.Join(owner.Path, member.Key), member.Value))),
    ];

    /// <summary>Removes all of them.</summary>
    /// <param name="value">A contract object; it and its nested objects are changed.</param>
    public static void Clear(object value)
    {
        foreach (var (_, shape) in Owners(value))
            shape.AdditionalMembers = null;
    }

    /// <summary>Adds a member at its path.</summary>
    /// <param name="value">A contract object; it or one of its nested objects is changed.</param>
    /// <param name="path">The path, as <see cref="Of"/> returns it.</param>
    /// <param name="member">The value.</param>
    /// <returns>False where an object on the path is missing, or the contract knows the member.</returns>
    public static bool TryAdd(object value, string path, object? member)
    {
        // Nested shapes come before their owner: the first one on the path is the deepest.
        var owner = ContractWalker.Walk(value)
            .First(visit => visit.Member is null && path.StartsWith(ContractWalker.Join(visit.Path, ""), StringComparison.Ordinal));
        var name = path.Substring(ContractWalker.Join(owner.Path, "").Length);
        var isKnown = ContractMember.Of(owner.Owner.GetType()).Any(known => known.JsonName == name.Split('.', '[')[0]);
        if (owner.Owner is not IExtensible shape || name.Length == 0 || isKnown)
            return false;
        shape.AdditionalMembers ??= new Dictionary<string, object?>();
        shape.AdditionalMembers[name] = member;
        return true;
    }

    /// <summary>A member as JSON on one line; null where there is none.</summary>
    internal static string? Text(IDictionary<string, object?> members, string name) =>
        !members.TryGetValue(name, out var value) ? null
        : value is null ? "null"
        : Encoding.UTF8.GetString(ContractJson.ToBytes(value));

    private static IEnumerable<(string Path, IExtensible Shape)> Owners(object value)
    {
        foreach (var visit in ContractWalker.Walk(value))
        {
            if (visit.Member is null && visit.Owner is IExtensible shape)
                yield return (visit.Path, shape);
        }
    }
}
