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
        foreach (var (state, at, isLast) in Runs(images, first, runs))
        {
            var decisions = new LifecycleDecisionList(state.Count);
            Run(state, at, decisions, isLast);
            yield return decisions.Decisions;
        }
    }

    /// <summary>Plays the runs and counts what each does.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    /// <param name="runs">How many runs, a day apart.</param>
    public IEnumerable<LifecycleSummary> Summarize(IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        foreach (var (state, at, isLast) in Runs(images, first, runs))
        {
            var summary = new LifecycleSummary(at);
            Run(state, at, summary, isLast);
            yield return summary;
        }
    }

    // A single run changes no image, so that it needs no copies.
    private static IEnumerable<(IReadOnlyList<Image> State, DateTimeOffset At, bool IsLast)> Runs(
        IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        var state = runs > 1 ? images.Select(ImageCopy.Of).ToList() : images;
        for (var run = 0; run < runs; run++)
            yield return (state, first + TimeSpan.FromTicks(BetweenRuns.Ticks * run), run == runs - 1);
    }

    private void Run(IReadOnlyList<Image> state, DateTimeOffset at, ILifecycleDecisionVisitor visitor, bool isLast)
    {
        if (isLast)
        {
            evaluator.Run(state, at, visitor);
            return;
        }
        var changes = new StateApplier(visitor);
        evaluator.Run(state, at, changes);
        changes.RemoveDeletedFrom((List<Image>)state);
    }
}
