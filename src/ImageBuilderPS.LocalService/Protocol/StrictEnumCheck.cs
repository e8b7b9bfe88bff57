using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Finds enum values in another case than the API's: the contract accepts them, AWS does not.</summary>
internal static class StrictEnumCheck
{
    public static IEnumerable<Violation> Violations(object request)
    {
        foreach (var visit in ContractWalker.Walk(request))
        {
            if (visit.Value is string text
                && visit.Member?.Constraints.OfType<OneOfAttribute>().FirstOrDefault() is { } oneOf
                && oneOf.Normalize(text) is { } normalized && normalized != text)
            {
                yield return new(visit.Path, text, oneOf.Expected, oneOf.Example, ServiceMessages.OneOf(oneOf.Values));
            }
        }
    }
}
