using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Validates requests with the messages of AWS.</summary>
internal static class ServiceValidation
{
    // A message with all violations of a large request would be much larger than the request.
    private const int MaxViolations = 100;

    /// <summary>Rejects a request that is valid neither by the API pages nor by the API model imagebuilder-2019-12-02.</summary>
    /// <exception cref="ValidationException">A value violates a constraint; the message has the first such violations.</exception>
    /// <exception cref="ImageBuilderException">A rule with an error of its own is violated.</exception>
    public static void Check(object request)
    {
        var found = ContractValidator.Validate(request).Concat(StrictEnumCheck.Violations(request))
            .Where(violation => violation.ServiceMessage is not null)
            .ToList();
        if (found.Count == 0)
            return;
        var problems = found
            .Where(violation => violation.ServiceError == typeof(ValidationException))
            .Take(MaxViolations)
            .Select(violation => Describe(request, violation))
            .Distinct()
            .ToList();
        if (problems.Count == 0)
            throw (ImageBuilderException)Activator.CreateInstance(found[0].ServiceError, found[0].ServiceMessage)!;
        throw new ValidationException(
            $"{problems.Count} validation error{(problems.Count == 1 ? "" : "s")} detected: {string.Join("; ", problems)}");
    }

    // AWS reports what is wrong with an entry of a map at the map's path, with the whole map as the value.
    private static string Describe(object request, Violation violation)
    {
        var key = violation.Path.IndexOf("['", StringComparison.Ordinal);
        var path = key < 0 ? violation.Path : violation.Path.Substring(0, key);
        var value = key < 0 ? violation.Value : ContractWalker.Walk(request).First(visit => visit.Path == path).Value;
        return $"Value {ServiceMessageFormat.Value(value)} at '{ServiceMessageFormat.Path(path)}' failed to satisfy constraint: {violation.ServiceMessage}";
    }
}
