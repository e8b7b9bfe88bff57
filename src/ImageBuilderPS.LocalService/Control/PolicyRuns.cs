using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Runs policies on demand, where AWS runs them once a day.</summary>
internal static class PolicyRuns
{
    private static readonly LifecyclePolicyArnAttribute PolicyArn = new();

    /// <summary>Starts a run.</summary>
    /// <returns>The execution of the run.</returns>
    public static LifecycleExecution Start(
        string policyArn, string? at, Func<string, OperationContext> contextOf)
    {
        if (PolicyArn.Check("policy", policyArn).FirstOrDefault() is { } violation)
            throw new ValidationException(violation.ToString());
        var context = contextOf(Arn.Parse(policyArn)!.Region!);
        return PolicyRun.Start(context, PolicyOperations.Require(context, policyArn), Time(at, context.Now)).View();
    }

    private static DateTimeOffset Time(string? text, DateTimeOffset now) =>
        text is null ? now
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new ValidationException($"at: got '{text}', expected an ISO 8601 time such as 2026-01-31T00:00:00Z.");
}
