using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.LocalService.Wire;

/// <summary>Answers the contract's violations in AWS's words.</summary>
internal static class WireValidation
{
    /// <summary>Refuses a request that does not keep to the contract.</summary>
    /// <exception cref="ValidationException">It does not.</exception>
    /// <exception cref="InvalidParameterCombinationException">Members exclude each other.</exception>
    public static void Check(object request)
    {
        var found = ContractValidator.Validate(request).Concat(EnumSpelling.Violations(request, "")).ToList();
        if (found.Count == 0)
            return;
        var problems = found
            .Where(violation => violation.ServiceWording != LifecyclePolicyResourceSelection.MutuallyExclusive)
            .Select(violation => Describe(request, violation))
            .Distinct()
            .ToList();
        if (problems.Count == 0)
        {
            throw new InvalidParameterCombinationException(
                $"{found[0].Path}: {found[0].Got} exclude each other; send one of them.");
        }
        throw new ValidationException(
            $"{problems.Count} validation error{(problems.Count == 1 ? "" : "s")} detected: {string.Join("; ", problems)}");
    }

    private static string Describe(object request, Violation violation)
    {
        var path = MemberPath.WithoutMapKey(violation.Path);
        var value = path == violation.Path ? violation.Value : MemberPath.Follow(request, path);
        return $"Value {WireText.Of(value)} at '{WireText.Path(path)}' failed to satisfy constraint: {violation.ServiceWording}";
    }
}
