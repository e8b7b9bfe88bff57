namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>A distribution was not sent, since it would fail.</summary>
public sealed class PreflightFailedException : Exception
{
    internal PreflightFailedException(DistributeImageTest test)
        : base($"{test.SourceImage} was not sent: {test.Failed} {(test.Failed == 1 ? "check" : "checks")} failed, and so would its distribution." + string.Concat(Rows(test))) => Test = test;

    /// <summary>What was found.</summary>
    public DistributeImageTest Test { get; }

    /// <summary>What to do.</summary>
    public static string Action => "Correct what the failed checks name. If one of them is wrong, leave it out with -SkipCheck.";

    private static IEnumerable<string> Rows(DistributeImageTest test) => test.Checks
        .Where(check => check.Result == DistributeImageCheckResult.Failed)
        .Select(check => $"\n  {check}{(check.Action is null ? "" : $" {check.Action}")}");
}
