using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>
/// Decides what one run of a lifecycle policy would do. A pure function of policy, images and time: it changes none of them.
/// Whether the policy is ENABLED does not matter here.
/// </summary>
/// <remarks>
/// Source: user guide, how lifecycle policy execution works. Where the guide is ambiguous, the evaluator assumes the
/// variant that deletes more, and the reason says so. An evaluator keeps no state between runs and is safe for many threads.
/// </remarks>
public sealed class LifecycleEvaluator
{
    private readonly ImageSelection selection;
    private readonly LifecycleRule[] rules;

    /// <summary>An evaluator of one policy. Later changes of the policy object have no effect, except in its tag maps.</summary>
    /// <param name="policy">The policy; only resourceType, resourceSelection and policyDetails matter.</param>
    /// <exception cref="ArgumentException">The service rejects such rules or such a resource type; the message has the JSON path.</exception>
    public LifecycleEvaluator(LifecyclePolicy policy)
        : this(policy.ResourceType, policy.ResourceSelection, policy.PolicyDetails)
    {
    }

    /// <summary>An evaluator of a policy's parts, as a request has them.</summary>
    /// <param name="resourceType">AMI_IMAGE or CONTAINER_IMAGE.</param>
    /// <param name="resourceSelection">Which images the policy selects.</param>
    /// <param name="policyDetails">The rules.</param>
    /// <exception cref="ArgumentException">The service rejects such rules or such a resource type; the message has the JSON path.</exception>
    public LifecycleEvaluator(
        string? resourceType, LifecyclePolicyResourceSelection? resourceSelection, LifecyclePolicyDetail[]? policyDetails)
    {
        var type = ContractMember.Of(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceType));
        ThrowIfInvalid(ContractValidator.ValidateMember(type, resourceType));
        selection = new(resourceType, resourceSelection);
        rules = LifecycleRule.CreateAll(resourceType, policyDetails);
    }

    private LifecycleEvaluator(ImageSelection selection, LifecycleRule[] rules)
    {
        this.selection = selection;
        this.rules = rules;
    }

    /// <summary>The rules, in the order that a run evaluates them.</summary>
    internal IReadOnlyList<LifecycleRule> Rules => rules;

    /// <summary>Which images the policy selects.</summary>
    internal ImageSelection Selection => selection;

    /// <summary>
    /// Simulates one run and gives each decision to a visitor: the selected images from newest to oldest, each followed by
    /// its affected AMIs, snapshots and containers; then the images that are not selected, in their given order.
    /// </summary>
    /// <param name="images">The images; the visitor may change an image once it has received its decision.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="visitor">Receives the decisions.</param>
    /// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
    public void Run(IReadOnlyList<Image> images, DateTimeOffset at, ILifecycleDecisionVisitor visitor, AmiFactIndex? facts = null) =>
        Run(images, at, visitor, facts, new());

    /// <summary>Simulates one run: one decision for each image and each affected AMI, snapshot and container image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
    public IReadOnlyList<LifecycleDecision> Decide(IReadOnlyList<Image> images, DateTimeOffset at, AmiFactIndex? facts = null)
    {
        var decisions = new LifecycleDecisionList(images.Count, SnapshotPrices.Default);
        Run(images, at, decisions, facts);
        return decisions.Decisions;
    }

    /// <summary>Simulates one run and counts its actions.</summary>
    /// <param name="images">The images.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
    public LifecycleSummary Summarize(IReadOnlyList<Image> images, DateTimeOffset at, AmiFactIndex? facts = null)
    {
        var summary = new LifecycleSummary(at);
        Run(images, at, summary, facts);
        return summary;
    }

    /// <summary>Simulates one of several runs.</summary>
    internal void Run(
        IReadOnlyList<Image> images, DateTimeOffset at, ILifecycleDecisionVisitor visitor, AmiFactIndex? facts, DeregisteredAmis deregistered) =>
        new LifecycleRun(selection, rules, images, at, visitor, facts, deregistered).Decide();

    /// <summary>The images that the policy selects, in the order that a run evaluates them.</summary>
    internal IEnumerable<Image> Select(IReadOnlyList<Image> images)
    {
        var order = EvaluationOrder.Create(images, selection, new(selection));
        return Enumerable.Range(0, order.Selected).Select(place => images[order[place]]);
    }

    /// <summary>The same policy with one of its rules alone.</summary>
    internal LifecycleEvaluator With(LifecycleRule rule) => new(selection, [rule]);

    internal static void ThrowIfInvalid(IEnumerable<Violation> violations)
    {
        var all = string.Join(" ", violations);
        if (all.Length > 0)
            throw new ArgumentException(all);
    }
}
