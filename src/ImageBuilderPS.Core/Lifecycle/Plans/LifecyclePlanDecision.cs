using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>What the runs of a policy do with one resource until the plan expires: the last of their actions on it.</summary>
/// <remarks>In a file each decision has a line of its own.</remarks>
[OneLine]
public sealed class LifecyclePlanDecision : Shape
{
    /// <summary>What the runs do, a name of <see cref="LifecycleAction"/>: <c>Delete</c>; <c>Keep</c> where only the live policy acts.</summary>
    public string? Action { get; internal set; }

    /// <summary>What the live policy's runs do with it in the same time; <c>Keep</c> for nothing.</summary>
    public string? ActionBefore { get; internal set; }

    /// <summary>The run that does it.</summary>
    public DateTimeOffset? At { get; internal set; }

    /// <summary>What the resource is, a name of <see cref="LifecycleResourceType"/>: <c>Ami</c>.</summary>
    public string? ResourceType { get; internal set; }

    /// <summary>The image's ARN, the AMI's or snapshot's id, or the container image's URI; null when not known.</summary>
    public string? ResourceId { get; internal set; }

    /// <summary>The ARN of the image that the resource is, or is an output of.</summary>
    public string? ImageArn { get; internal set; }

    /// <summary>The id of the AMI that the resource is, or that the snapshot is behind; null for others.</summary>
    public string? AmiId { get; internal set; }

    /// <summary>The resource's region.</summary>
    public string? Region { get; internal set; }

    /// <summary>The account that owns the resource.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The recipe's name, or the image's own name where it has no recipe.</summary>
    public string? RecipeName { get; internal set; }

    /// <summary>The recipe's exact version, or the image's own.</summary>
    public string? RecipeVersion { get; internal set; }

    /// <summary>The rule: <c>policyDetails[1] DELETE</c>.</summary>
    public string? Rule { get; internal set; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Why, to compare by, a name of <see cref="Results.ReasonKind"/>: <c>Older</c>.</summary>
    public string? ReasonKind { get; internal set; }

    /// <summary>What becomes of it, a name of <see cref="LifecycleOutcome"/>: <c>Refused</c>.</summary>
    public string? Outcome { get; internal set; }

    /// <summary>Why the runs are refused the action, a name of <see cref="RefusalKind"/>; null when they are not.</summary>
    public string? Refusal { get; internal set; }

    /// <summary>The facts that the rule needs and that are unknown: <c>Public, AmiTags</c>; null when all are known.</summary>
    public string? UnknownFacts { get; internal set; }

    /// <summary>What refers to the AMI, one line each; empty for nothing; null when unknown, and for other resources.</summary>
    public string[]? InUseBy { get; internal set; }

    /// <summary>The full size of a snapshot in bytes; null for others, and when unknown.</summary>
    public long? SizeBytes { get; internal set; }

    /// <summary>The most that a snapshot costs in a month, in USD; null for others, and when unknown.</summary>
    public decimal? MaxMonthlyCost { get; internal set; }

    /// <summary>Until when the Recycle Bin keeps a deleted AMI or snapshot; null where it does not, and when unknown.</summary>
    public DateTimeOffset? RecoverableUntil { get; internal set; }

    /// <summary>Whether the Recycle Bin keeps a deleted AMI or snapshot; null where nothing is deleted, and when unknown.</summary>
    public bool? IsRecoverable { get; internal set; }

    /// <summary>How old the image is at the time of the run, in whole days.</summary>
    public int? AgeDays { get; internal set; }

    /// <summary>The resource's status before the runs; null when not known.</summary>
    public string? Status { get; internal set; }

    /// <summary>Whether the live policy does not do the same.</summary>
    public bool IsNew => Action != ActionBefore;

    /// <summary>Whether the resource stays as it is, since the runs are refused, or another AMI needs the snapshot.</summary>
    internal bool IsHindered => Outcome is nameof(LifecycleOutcome.Refused) or nameof(LifecycleOutcome.SharedSnapshot);

    /// <summary>Whether the resource is deleted for certain.</summary>
    internal bool IsDeletion => Action == nameof(LifecycleAction.Delete) && !IsHindered;

    /// <summary>One line: action, resource and reason.</summary>
    public override string ToString() => $"{Action} {ResourceType} {ResourceId}: {Reason}";
}
