using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>
/// Plays daily runs of a policy in a row: what one run deprecates, a later one may disable and a later one delete.
/// The images given stay as they are; states change in copies.
/// </summary>
/// <remarks>
/// A resource that a run acts on has its new state in the next run; a deleted image resource is gone from it. Nothing
/// new is built between the runs, images under way stay so, and what cannot be told is taken as not done.
/// </remarks>
public sealed class LifecycleSimulation
{
    private static readonly TimeSpan BetweenRuns = TimeSpan.FromDays(1);
    private readonly LifecycleEvaluator evaluator;

    /// <summary>A simulation of one policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="ArgumentException">The policy cannot be evaluated; the message has the JSON path.</exception>
    public LifecycleSimulation(LifecyclePolicy policy)
        : this(new LifecycleEvaluator(policy))
    {
    }

    /// <summary>A simulation with an evaluator that there is already.</summary>
    /// <param name="evaluator">The evaluator.</param>
    public LifecycleSimulation(LifecycleEvaluator evaluator) => this.evaluator = evaluator;

    /// <summary>Plays the runs; each is played when its decisions are asked for.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    /// <param name="runs">How many runs, a day apart.</param>
    /// <returns>The decisions of each run, which carry its time.</returns>
    public IEnumerable<IReadOnlyList<LifecycleDecision>> Decide(IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        var state = Copy(images);
        for (var run = 0; run < runs; run++)
        {
            var decisions = new LifecycleDecisionList(state.Count);
            Play(state, At(first, run), decisions);
            yield return decisions.Decisions;
        }
    }

    /// <summary>Plays the runs and counts what each does.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    /// <param name="runs">How many runs, a day apart.</param>
    public IEnumerable<LifecycleSummary> Summarize(IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        var state = Copy(images);
        for (var run = 0; run < runs; run++)
        {
            var summary = new LifecycleSummary(At(first, run));
            Play(state, summary.At, summary);
            yield return summary;
        }
    }

    private static DateTimeOffset At(DateTimeOffset first, int run) => first + TimeSpan.FromTicks(BetweenRuns.Ticks * run);

    private static List<Image> Copy(IReadOnlyList<Image> images) => [.. images.Select(ImageCopy.Of)];

    private void Play(List<Image> images, DateTimeOffset at, ILifecycleDecisionVisitor visitor)
    {
        var changes = new StateApplier(visitor);
        evaluator.Run(images, at, changes);
        changes.RemoveDeletedFrom(images);
    }
}
