using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Trials;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>Random policies over random AMIs, with EC2's facts read over HTTP: what a preview says beside what the run then does.</summary>
public sealed class PreviewTrialTests
{
    private const int Policies = 120;

    [Fact]
    public async Task A_preview_with_facts_says_what_the_run_does_and_leaves_nothing_open()
    {
        var results = await PreviewTrials.RunAsync(Policies, seed: 1);

        Assert.True(results.IsSame, string.Join('\n', results.Differences));
        string[] refusals = [.. Enum.GetNames<RefusalKind>().Except([nameof(RefusalKind.None)]).Select(refusal => $"Refused {refusal}")];
        string[] outcomes = [nameof(LifecycleOutcome.Success), nameof(LifecycleOutcome.SharedSnapshot), nameof(LifecycleOutcome.Unmanaged), "Skip Image None"];
        var never = refusals.Concat(outcomes).Where(outcome => !results.Outcomes.Keys.Any(known => known.EndsWith(outcome, StringComparison.Ordinal)));
        Assert.Empty(never);
        Assert.True(results.Faults > Policies / 2, $"{results.Faults} calls failed by a fault");
    }
}
