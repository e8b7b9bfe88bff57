using System.Collections;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Finds enum values that only their case keeps from being valid: the contract is lenient there, AWS is not.</summary>
internal static class StrictEnumCheck
{
    public static IEnumerable<Violation> Violations(object value, string path)
    {
        foreach (var member in ContractMember.Of(value.GetType()))
        {
            var at = path.Length == 0 ? member.JsonName : $"{path}.{member.JsonName}";
            foreach (var violation in OfMember(member, member.Property.GetValue(value), at))
                yield return violation;
        }
    }

    private static IEnumerable<Violation> OfMember(ContractMember member, object? held, string path) => held switch
    {
        string text => OfText(member, text, path),
        TagMap or null => [],
        IList list => list.Cast<object?>().SelectMany((item, i) => item is null or string ? [] : Violations(item, $"{path}[{i}]")),
        Shape => Violations(held, path),
        _ => [],
    };

    private static IEnumerable<Violation> OfText(ContractMember member, string text, string path)
    {
        var oneOf = member.Constraints.OfType<OneOfAttribute>().FirstOrDefault();
        if (oneOf?.Canonical(text) is { } canonical && canonical != text)
            yield return new(path, text, oneOf.Expected, oneOf.Example, ServiceMessages.OneOf(oneOf.Values));
    }
}
