using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Runs policies on demand, where AWS runs them once a day.</summary>
internal static class PolicyRuns
{
    private static readonly LifecyclePolicyArnAttribute PolicyArn = new();

    /// <summary>Starts a run.</summary>
    /// <returns>The execution of the run.</returns>
    public static LifecycleExecution Start(
        string policyArn, string? at, Func<string, RegionState> stateOf, ServiceSettings settings, DateTimeOffset now)
    {
        if (PolicyArn.Check("policy", policyArn).FirstOrDefault() is { } violation)
            throw new ValidationException(violation.ToString());
        var state = stateOf(Arn.Parse(policyArn)!.Region!);
        lock (state.Gate)
        {
            state.AdvanceTo(now);
            var context = new OperationContext(state, settings, now);
            return PolicyRun.Start(context, PolicyOperations.Require(context, policyArn), Time(at, now)).View();
        }
    }

    private static DateTimeOffset Time(string? text, DateTimeOffset now) =>
        text is null ? now
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new ValidationException($"at: got '{text}', expected an ISO 8601 time such as 2026-01-31T00:00:00Z.");
}
