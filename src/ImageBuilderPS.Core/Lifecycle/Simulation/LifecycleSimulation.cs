using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>
/// Simulates daily runs of a policy one after another: a later run may disable or delete what an earlier run deprecated.
/// The given images do not change; the states change in copies.
/// </summary>
/// <remarks>
/// A resource that a run acts on has its new state in the next run; a deleted image is not in the next run. Between the
/// runs no image is built, images in progress stay in progress, and an Unknown decision is not carried out.
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

    /// <summary>A simulation with an existing evaluator.</summary>
    /// <param name="evaluator">The evaluator.</param>
    public LifecycleSimulation(LifecycleEvaluator evaluator) => this.evaluator = evaluator;

    /// <summary>What EC2 knows of the AMIs; null when it was not asked. The runs change the states of AMIs, and no other fact.</summary>
    public AmiFactIndex? Facts { get; init; }

    /// <summary>What snapshots cost.</summary>
    public SnapshotPrices Prices { get; init; } = SnapshotPrices.Default;

    /// <summary>Simulates the runs; each run is computed when it is enumerated.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    /// <param name="runs">How many runs, a day apart.</param>
    /// <returns>The decisions of each run, which carry its time.</returns>
    public IEnumerable<IReadOnlyList<LifecycleDecision>> Decide(IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        var deregistered = new DeregisteredAmis();
        foreach (var (state, at, isLast) in Runs(images, first, runs))
        {
            var decisions = new LifecycleDecisionList(state.Count, Prices);
            RunOnce(state, at, decisions, isLast, deregistered);
            yield return decisions.Decisions;
        }
    }

    /// <summary>Simulates the runs and counts the actions of each.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    /// <param name="runs">How many runs, a day apart.</param>
    public IEnumerable<LifecycleSummary> Summarize(IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        var deregistered = new DeregisteredAmis();
        foreach (var (state, at, isLast) in Runs(images, first, runs))
        {
            var summary = new LifecycleSummary(at, Prices);
            RunOnce(state, at, summary, isLast, deregistered);
            yield return summary;
        }
    }

    /// <summary>
    /// Simulates daily runs until no run changes anything any more. Days on which nothing can change are left out, and on the
    /// others the images about which nothing can change: so the time that it takes grows with the images, and not with the years.
    /// </summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    public LifecycleTimeline Play(IReadOnlyList<Image> images, DateTimeOffset first) => Play(images, first, null, null);

    /// <summary>The same until a time.</summary>
    /// <param name="images">The images.</param>
    /// <param name="first">The time of the first run.</param>
    /// <param name="end">No run takes place after this time; null for no end.</param>
    /// <param name="visitor">Receives each decision before its resource changes; null for none.</param>
    internal LifecycleTimeline Play(IReadOnlyList<Image> images, DateTimeOffset first, DateTimeOffset? end, ILifecycleDecisionVisitor? visitor)
    {
        var state = evaluator.Select(images).Select(ImageCopy.Create).ToList();
        var timeline = new LifecycleTimeline(Prices) { Next = visitor };
        var deregistered = new DeregisteredAmis();
        var due = new DueImages(evaluator, state, Facts, first);
        for ((int Day, List<Image> Images)? run = (0, [.. state]); run is var (day, looked);)
        {
            var at = first.AddDays(day);
            if (at > end)
                break;
            timeline.Begin(at);
            var applier = new StateApplier(timeline);
            evaluator.Run(looked, at, applier, Facts, deregistered);
            applier.RemoveDeletedFrom(looked);
            run = due.After(day, applier.Changed, applier.Deleted);
        }
        return timeline;
    }

    // A single run changes no image, so that it needs no copies.
    private static IEnumerable<(IReadOnlyList<Image> State, DateTimeOffset At, bool IsLast)> Runs(
        IReadOnlyList<Image> images, DateTimeOffset first, int runs)
    {
        var state = runs > 1 ? images.Select(ImageCopy.Create).ToList() : images;
        for (var run = 0; run < runs; run++)
            yield return (state, first + TimeSpan.FromTicks(BetweenRuns.Ticks * run), run == runs - 1);
    }

    private void RunOnce(
        IReadOnlyList<Image> state, DateTimeOffset at, ILifecycleDecisionVisitor visitor, bool isLast, DeregisteredAmis deregistered)
    {
        if (isLast)
        {
            evaluator.Run(state, at, visitor, Facts, deregistered);
            return;
        }
        var applier = new StateApplier(visitor);
        evaluator.Run(state, at, applier, Facts, deregistered);
        applier.RemoveDeletedFrom((List<Image>)state);
    }
}
