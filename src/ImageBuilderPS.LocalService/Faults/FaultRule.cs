using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>Which calls or distributions fail, and how. Members that are left out select everything.</summary>
internal sealed class FaultRule : Shape, IMemberRules
{
    private const int MaxDelay = 600_000;
    private const int FirstErrorStatus = 400;

    /// <summary>The operation's name.</summary>
    public string? Operation { get; set; }

    /// <summary>The region of the call, or the target region of the distribution; * is a wildcard.</summary>
    public string? Region { get; set; }

    /// <summary>The account of the caller, or the target account of the distribution.</summary>
    [AccountId]
    public string? Account { get; set; }

    /// <summary>The source image of the request, or else the ARN that it concerns; * is a wildcard.</summary>
    public string? Source { get; set; }

    /// <summary>The share of the matches that fail, 0 to 1.</summary>
    public double? Share { get; set; }

    /// <summary>Decides which matches are in the share: the same seed, the same choice.</summary>
    public int? Seed { get; set; }

    /// <summary>How many times the rule applies at most.</summary>
    [ApiRange(0, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>How many matches pass before the rule applies.</summary>
    [ApiRange(0, int.MaxValue)]
    public int? After { get; set; }

    /// <summary>The name of an error.</summary>
    public string? Error { get; set; }

    /// <summary>The HTTP status of the error or of the HTML page.</summary>
    [ApiRange(200, 599)]
    public int? Status { get; set; }

    /// <summary>The message of the error or of the failed target.</summary>
    [NonEmptyString]
    public string? Message { get; set; }

    /// <summary>Whether the answer is an HTML page instead, as a proxy sends it.</summary>
    public bool? Html { get; set; }

    /// <summary>Whether the answer is cut off.</summary>
    public bool? Truncate { get; set; }

    /// <summary>How many bytes of a cut body are sent; half of it when left out.</summary>
    [ApiRange(0, int.MaxValue)]
    public int? Bytes { get; set; }

    /// <summary>How much later the answer comes.</summary>
    [ApiRange(0, MaxDelay)]
    public int? DelayMilliseconds { get; set; }

    /// <summary>Whether the delay is before the change, which is the default, or after it.</summary>
    [OneOf(typeof(FaultTiming))]
    public string? Delay { get; set; }

    /// <summary>Never answers, before or after the change; the connection stays open.</summary>
    [OneOf(typeof(FaultTiming))]
    public string? NoAnswer { get; set; }

    /// <summary>Resets the connection, before or after the change.</summary>
    [OneOf(typeof(FaultTiming))]
    public string? Reset { get; set; }

    /// <summary>The phase in which a distribution fails.</summary>
    [OneOf(typeof(FaultPhase))]
    public string? Phase { get; set; }

    /// <summary>Why a distribution fails.</summary>
    [OneOf(typeof(FaultCause))]
    public string? Cause { get; set; }

    /// <summary>Whether the rule is about distributions rather than calls.</summary>
    internal bool IsForDistributions => Phase is not null || Cause is not null;

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        Violation Refuse(string member, object? value, string expected) =>
            new(ContractWalker.Join(path, member), value, expected, null, null);

        bool[] effects =
        [
            Error is not null, Html is true, Truncate is true, DelayMilliseconds is not null, NoAnswer is not null, Reset is not null,
            IsForDistributions,
        ];
        var count = effects.Count(has => has);
        if (count != 1)
            yield return Refuse("effect", count, "exactly one of error, html, truncate, delayMilliseconds, noAnswer, reset, and phase or cause");
        if (Share is < 0 or > 1)
            yield return Refuse("share", Share, "a number from 0 to 1");
        if (Error is not null && !NamedError.IsName(Error))
            yield return Refuse("error", Error, NamedError.Expected);
        else if (Error is not null && !NamedError.IsKnown(Error) && Status is null)
            yield return Refuse("error", Error, "an error of the API; add status to use any other name");
        if (Error is not null && Status < FirstErrorStatus)
            yield return Refuse("status", Status, $"an HTTP status from {FirstErrorStatus} to 599 with error");
        if (Status is not null && Error is null && Html is not true)
            yield return Refuse("status", Status, "error or html with status");
        if (Message is not null && Error is null && !IsForDistributions)
            yield return Refuse("message", Message, "error, phase or cause with message");
        if (Bytes is not null && Truncate is not true)
            yield return Refuse("bytes", Bytes, "truncate with bytes");
        if (Delay is not null && DelayMilliseconds is null)
            yield return Refuse("delay", Delay, "delayMilliseconds with delay");
        if (Operation is not null && IsForDistributions)
            yield return Refuse("operation", Operation, "no operation with phase or cause: the rule is about distributions");
        if (Phase is not null && Cause is not null && DistributionFaults.PhaseOf(Cause) is { } expectedPhase && !expectedPhase.EqualsIgnoreCase(Phase))
            yield return Refuse("phase", Phase, $"{expectedPhase} with the cause {Cause}");
    }
}

/// <summary>When an effect comes.</summary>
internal static class FaultTiming
{
    /// <summary>The request is not handled, or not yet.</summary>
    public const string Before = "before";

    /// <summary>The request was handled.</summary>
    public const string After = "after";
}

/// <summary>The phases in which a distribution can fail.</summary>
internal static class FaultPhase
{
    public const string Testing = "TESTING";
    public const string Distributing = "DISTRIBUTING";
    public const string Integrating = "INTEGRATING";
}

/// <summary>Why distributions fail.</summary>
internal static class FaultCause
{
    public const string Kms = "kms";
    public const string Quota = "quota";
    public const string RegionNotEnabled = "regionNotEnabled";
    public const string LaunchTemplate = "launchTemplate";
    public const string Test = "test";
    public const string CrossAccountRole = "crossAccountRole";
}
