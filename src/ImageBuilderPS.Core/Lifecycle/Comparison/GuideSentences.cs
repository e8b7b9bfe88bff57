using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Comparison;

/// <summary>The sentences of AWS's documentation that a preview follows, in our words.</summary>
/// <remarks>
/// Sources: Image Builder's user guide, "How lifecycle management rules work" (rules) and "How lifecycle policy execution
/// works" (execution); the lifecycle sample of Image Builder's service team (sample); EC2's API reference (EC2).
/// </remarks>
internal static class GuideSentences
{
    public const string Default = "Rules: a run leaves an image alone that no rule selects.";

    private static readonly Dictionary<string, string> Refusals = new(StringComparer.Ordinal)
    {
        [nameof(LifecycleOutcome.Refused)] = "Sample: the managed policy acts only on AMIs and snapshots tagged CreatedBy: EC2 Image Builder, and other accounts need "
            + "the role " + LifecycleRoles.CrossAccount + ". EC2: a protected AMI is not deregistered.",
        [nameof(LifecycleOutcome.SharedSnapshot)] = "EC2: a snapshot of a registered AMI is not deleted.",
    };

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        [nameof(ReasonKind.NotSelected)] = "Rules: recipes match by name and version, tags of the image resource by key and value.",
        [nameof(ReasonKind.OtherType)] = "Rules: a policy is for AMI images or for container images.",
        [nameof(ReasonKind.StillBuilding)] = "Execution: an image that is still being built is left for the next run.",
        [nameof(ReasonKind.PassedOver)] = "Execution: deprecate and disable skip images that have the state already, and failed and cancelled ones.",
        [nameof(ReasonKind.NotOlder)] = "Execution: an AGE filter takes images that are older than its value.",
        [nameof(ReasonKind.Older)] = "Execution: an AGE filter takes images that are older than its value.",
        [nameof(ReasonKind.Retained)] = "Rules: the newest images of each recipe version fill the retention slots before a deletion is decided.",
        [nameof(ReasonKind.BeyondNewest)] = "Rules: a COUNT filter keeps the newest images of each recipe version.",
        [nameof(ReasonKind.FailedOrCancelled)] = "Rules: failed and cancelled images always qualify for deletion and take no retention slot.",
        [nameof(ReasonKind.ImageTagged)] = "Execution: an exclusion tag of the rule keeps the image and its outputs.",
        [nameof(ReasonKind.AmiInRegion)] = "Execution: AMI exclusions are asked in the order region, public, tags, shared accounts, last launched.",
        [nameof(ReasonKind.AmiPublic)] = "Execution: AMI exclusions are asked in the order region, public, tags, shared accounts, last launched.",
        [nameof(ReasonKind.AmiTagged)] = "Execution: AMI exclusions are asked in the order region, public, tags, shared accounts, last launched.",
        [nameof(ReasonKind.AmiShared)] = "Execution: AMI exclusions are asked in the order region, public, tags, shared accounts, last launched.",
        [nameof(ReasonKind.AmiLaunched)] = "Execution: an AMI that was launched within the window is skipped; EC2 reports launches up to a day late.",
        [nameof(ReasonKind.OutputOfImage)] = "Execution: what is included goes with its image. What is gone already, or has the state already, is a success.",
        [nameof(ReasonKind.NotIncluded)] = "Rules: without includeResources a run acts on the image resource alone.",
    };

    /// <summary>The sentence for a decision.</summary>
    public static string Of(PreviewedResource resource) =>
        resource.Outcome is { } outcome && Refusals.TryGetValue(outcome, out var refusal) ? refusal
        : resource.ReasonKind is { } kind && Reasons.TryGetValue(kind, out var reason) ? reason
        : Default;
}
