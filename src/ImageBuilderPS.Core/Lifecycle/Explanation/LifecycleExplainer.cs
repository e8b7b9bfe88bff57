using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Explanation;

/// <summary>Tells, rule by rule, why the next run of a policy takes an image or leaves it.</summary>
/// <param name="policy">The policy.</param>
/// <param name="images">All images: the retention slots of an image depend on the others.</param>
/// <param name="at">The time of the run.</param>
/// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
public sealed class LifecycleExplainer(LifecyclePolicy policy, IReadOnlyList<Image> images, DateTimeOffset at, AmiFactIndex? facts = null)
{
    private const string NotAsked = "NotAsked";
    private readonly LifecycleEvaluator evaluator = new(policy);

    /// <summary>Explains one image.</summary>
    /// <param name="image">One of the images.</param>
    /// <returns>The selection first, then the rules in the order of a run, the acting one followed by the image's outputs.</returns>
    public IReadOnlyList<LifecycleExplanation> Explain(Image image)
    {
        var selection = SelectionExplanation.Explain(policy, evaluator.Selection, image, facts);
        var rows = new List<LifecycleExplanation> { Row(image, "resourceSelection", selection.IsSelected ? "Selected" : "NotSelected", selection.Reason) };
        if (!selection.IsSelected)
            return rows;
        string? acting = null;
        foreach (var rule in evaluator.Rules)
        {
            var (own, outputs) = Decide(evaluator.With(rule), image);
            var isFirst = acting is null;
            rows.Add(isFirst
                ? Row(image, rule.Label, own.Action, own.Reason)
                : Row(image, rule.Label, NotAsked, $"{acting} acts in this run; by itself: {own.Action}, {own.Reason}"));
            if (!isFirst || own.Action is nameof(LifecycleAction.Keep) or nameof(LifecycleAction.Skip))
                continue;
            acting = rule.Label;
            rows.AddRange(outputs.Select(output => Row(image, output.ResourceId ?? $"snapshots of {output.AmiId}", output.Action, output.Reason)));
        }
        return rows;
    }

    private (LifecycleDecision Own, IReadOnlyList<LifecycleDecision> Outputs) Decide(LifecycleEvaluator oneRule, Image image)
    {
        var found = new DecisionsOf(image);
        oneRule.Run(images, at, found, facts);
        return (found.Decisions[0], [.. found.Decisions.Skip(1)]);
    }

    private LifecycleExplanation Row(Image image, string part, string result, string reason) => new(policy.Arn, image.Arn, part, result, reason);

    private sealed class DecisionsOf(Image image) : ILifecycleDecisionVisitor
    {
        public List<LifecycleDecision> Decisions { get; } = [];

        public void Visit(in ResourceDecision decision)
        {
            if (ReferenceEquals(decision.Image, image))
                Decisions.Add(decision.ToDecision());
        }
    }
}
