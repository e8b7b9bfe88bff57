using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>
/// What would one run of a lifecycle policy do? A pure function of policy, images and time: it changes none of them.
/// Whether the policy is ENABLED does not matter here.
/// </summary>
/// <remarks>
/// Source: user guide, how lifecycle policy execution works. Where that leaves a question, the answer with more deletions
/// is taken and the reason says so. An evaluator keeps nothing between runs and serves any number of them, also at once.
/// </remarks>
public sealed class LifecycleEvaluator
{
    private readonly ImageSelection selection;
    private readonly LifecycleRule[] rules;

    /// <summary>An evaluator of one policy. Later changes of the policy object do not reach it, except in its tag maps.</summary>
    /// <param name="policy">The policy; looked at are resourceType, resourceSelection and policyDetails.</param>
    /// <exception cref="ArgumentException">The service refuses such rules or such a resource type; the message has the JSON path.</exception>
    public LifecycleEvaluator(LifecyclePolicy policy)
        : this(policy.ResourceType, policy.ResourceSelection, policy.PolicyDetails)
    {
    }

    /// <summary>An evaluator of a policy's parts, as a request has them.</summary>
    /// <param name="resourceType">AMI_IMAGE or CONTAINER_IMAGE.</param>
    /// <param name="resourceSelection">Which images the policy looks at.</param>
    /// <param name="policyDetails">The rules.</param>
    /// <exception cref="ArgumentException">The service refuses such rules or such a resource type; the message has the JSON path.</exception>
    public LifecycleEvaluator(
        string? resourceType, LifecyclePolicyResourceSelection? resourceSelection, LifecyclePolicyDetail[]? policyDetails)
    {
        var type = ContractMember.Of(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceType));
        Refuse(type.Check(resourceType));
        selection = new(resourceType, resourceSelection);
        rules = LifecycleRule.Of(resourceType, policyDetails);
    }

    /// <summary>
    /// Plays one run and gives every decision to a visitor: the selected images from the newest to the oldest, each
    /// followed by its affected AMIs, snapshots and containers; then the images that are not selected, as they came.
    /// </summary>
    /// <param name="images">The images; a visitor may change those that it has been given.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="visitor">Takes the decisions.</param>
    public void Run(IReadOnlyList<Image> images, DateTimeOffset at, ILifecycleDecisionVisitor visitor) =>
        new LifecycleRun(selection, rules, images, at, visitor).Decide();

    /// <summary>Plays one run: one decision for each image and each affected AMI, snapshot and container image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="at">The time of the run.</param>
    public IReadOnlyList<LifecycleDecision> Decide(IReadOnlyList<Image> images, DateTimeOffset at)
    {
        var decisions = new LifecycleDecisionList(images.Count);
        Run(images, at, decisions);
        return decisions.Decisions;
    }

    /// <summary>Plays one run and counts what it does.</summary>
    /// <param name="images">The images.</param>
    /// <param name="at">The time of the run.</param>
    public LifecycleSummary Summarize(IReadOnlyList<Image> images, DateTimeOffset at)
    {
        var summary = new LifecycleSummary(at);
        Run(images, at, summary);
        return summary;
    }

    internal static void Refuse(IEnumerable<Violation> violations)
    {
        var all = string.Join(" ", violations);
        if (all.Length > 0)
            throw new ArgumentException(all);
    }
}
