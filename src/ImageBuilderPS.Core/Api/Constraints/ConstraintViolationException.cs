namespace ImageBuilderPS.Api.Constraints;

/// <summary>A request that breaks the API's constraints; it was not sent.</summary>
/// <param name="request">The request.</param>
/// <param name="violations">Everything that is wrong with it.</param>
public sealed class ConstraintViolationException(Request request, IReadOnlyList<Violation> violations)
    : Exception(Describe(request, violations))
{
    /// <summary>What to do about it.</summary>
    public const string Action =
        "Correct what the message names. If the service takes it all the same, -SkipValidation sends it as it is.";

    /// <summary>The request.</summary>
    public Request Request { get; } = request;

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<Violation> Violations { get; } = violations;

    private static string Describe(Request request, IReadOnlyList<Violation> violations) =>
        $"{OperationAttribute.Of(request.GetType()).Name} was not sent: "
        + (violations.Count == 1 ? violations[0].ToString() : $"{violations.Count} violations."
            // Numbered, since PowerShell joins the lines of an error in a script.
            + string.Concat(violations.Select((violation, index) => $"\n  ({index + 1}) {violation}")));
}
