using System.Text;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Json;

/// <summary>The members of a contract object, at any depth, that this module does not know, by their JSON paths.</summary>
public static class AdditionalMembers
{
    private static readonly Regex Step = new(@"\A(?<name>[A-Za-z0-9]+)(?:\[(?<index>[0-9]{1,6})\])?\.", RegexOptions.CultureInvariant);

    /// <summary>Finds all of them, in the order of the contract's members.</summary>
    /// <param name="value">A contract object.</param>
    /// <returns>Paths, such as <c>policyDetails[0].filter.size</c>, and values.</returns>
    public static IReadOnlyList<KeyValuePair<string, object?>> Of(object value) =>
    [
        .. Owners(value, "").SelectMany(owner => (owner.Shape.AdditionalMembers ?? new Dictionary<string, object?>())
            .Select(member => new KeyValuePair<string, object?>(owner.Prefix + member.Key, member.Value))),
    ];

    /// <summary>Takes all of them away.</summary>
    /// <param name="value">A contract object; it and its nested objects are changed.</param>
    public static void Clear(object value)
    {
        foreach (var (_, shape) in Owners(value, "").ToList())
            shape.AdditionalMembers = null;
    }

    /// <summary>Puts a member back to where it came from.</summary>
    /// <param name="value">A contract object; it or one of its nested objects is changed.</param>
    /// <param name="path">The path, as <see cref="Of"/> gives it.</param>
    /// <param name="member">The value.</param>
    /// <returns>Whether there is such a place; not where an object on the way is missing, or the contract knows the member.</returns>
    public static bool TryAdd(object value, string path, object? member)
    {
        object? owner = value;
        for (var step = Step.Match(path); step.Success && Named(owner, step.Groups["name"].Value) is { } known; step = Step.Match(path))
        {
            owner = known.Property.GetValue(owner);
            if (step.Groups["index"].Success != owner is Array)
                return false;
            if (owner is Array list)
                owner = int.Parse(step.Groups["index"].Value, System.Globalization.CultureInfo.InvariantCulture) is var index && index < list.Length ? list.GetValue(index) : null;
            path = path.Substring(step.Length);
            if (owner is null)
                return false;
        }
        if (owner is not IExtensible shape || path.Length == 0 || Named(owner, path) is not null)
            return false;
        shape.AdditionalMembers ??= new Dictionary<string, object?>();
        shape.AdditionalMembers[path] = member;
        return true;
    }

    /// <summary>A member as JSON on one line; null where there is none.</summary>
    internal static string? Text(IDictionary<string, object?> members, string name) =>
        !members.TryGetValue(name, out var value) ? null
        : value is null ? "null"
        : Encoding.UTF8.GetString(ContractJson.ToBytes(value));

    private static ContractMember? Named(object? owner, string name) => owner is not Shape
        ? null
        : ContractMember.Of(owner.GetType()).FirstOrDefault(member => member.JsonName == name);

    private static IEnumerable<(string Prefix, IExtensible Shape)> Owners(object? value, string path)
    {
        if (value is Array list)
        {
            for (var i = 0; i < list.Length; i++)
            {
                foreach (var owner in Owners(list.GetValue(i), $"{path}[{i}]"))
                    yield return owner;
            }
        }
        if (value is not Shape)
            yield break;
        var prefix = path.Length == 0 ? "" : path + ".";
        foreach (var member in ContractMember.Of(value.GetType()))
        {
            foreach (var owner in Owners(member.Property.GetValue(value), prefix + member.JsonName))
                yield return owner;
        }
        if (value is IExtensible shape)
            yield return (prefix, shape);
    }
}
