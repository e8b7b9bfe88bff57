using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>One resource of a report. In JSON each row has a line of its own.</summary>
[OneLine]
public sealed class LifecycleReportRow : Shape
{
    /// <summary>What becomes of it, a name of <see cref="LifecycleEffect"/>: <c>Delete</c>.</summary>
    public string Effect => EffectNames.Of(Kind);

    /// <summary>The policy of a plan or of an execution; null when not known.</summary>
    public string? PolicyName { get; internal set; }

    /// <summary>The execution; null for others.</summary>
    public string? LifecycleExecutionId { get; internal set; }

    /// <summary>The action, a name of <see cref="LifecycleAction"/>, or <c>Restore</c>.</summary>
    public string? Action { get; internal set; }

    /// <summary>What the live policy does with it; null for a row that is not of a plan.</summary>
    public string? ActionBefore { get; internal set; }

    /// <summary>Whether the live policy does not do the same; null for a row that is not of a plan.</summary>
    public bool? IsNew { get; internal set; }

    /// <summary>The run that does it, or when the execution did it; null when not known.</summary>
    public DateTimeOffset? At { get; internal set; }

    /// <summary>What the resource is, a name of <see cref="LifecycleResourceType"/>: <c>Ami</c>.</summary>
    public string? ResourceType { get; internal set; }

    /// <summary>The image's ARN, the AMI's or snapshot's id, or the container image's URI; null when not known.</summary>
    public string? ResourceId { get; internal set; }

    /// <summary>The ARN of the image that the resource is, or is an output of; null when not known.</summary>
    public string? ImageArn { get; internal set; }

    /// <summary>The id of the AMI that the resource is, or that the snapshot is behind; null for others.</summary>
    public string? AmiId { get; internal set; }

    /// <summary>The resource's region.</summary>
    public string? Region { get; internal set; }

    /// <summary>The account that owns the resource.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The recipe's name, or the image's own name where it has no recipe. An execution knows only the image's own name.</summary>
    public string? RecipeName { get; internal set; }

    /// <summary>The recipe's exact version, or the image's own.</summary>
    public string? RecipeVersion { get; internal set; }

    /// <summary>The rule: <c>policyDetails[1] DELETE</c>.</summary>
    public string? Rule { get; internal set; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; internal set; }

    /// <summary>What becomes of the action, a name of <see cref="LifecycleOutcome"/>; of an execution the API's status: <c>SUCCESS</c>.</summary>
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

    /// <summary>Whether the Recycle Bin keeps a deleted AMI or snapshot; null where nothing is deleted, and when unknown.</summary>
    public bool? IsRecoverable { get; internal set; }

    /// <summary>Until when the Recycle Bin keeps a deleted AMI or snapshot; null where it does not, and when unknown.</summary>
    public DateTimeOffset? RecoverableUntil { get; internal set; }

    /// <summary>How old the image is, in whole days; null when not known.</summary>
    public int? AgeDays { get; internal set; }

    /// <summary>The resource's status before; null when not known.</summary>
    public string? Status { get; internal set; }

    internal LifecycleEffect Kind { get; set; }

    /// <summary>Whether something refers to the resource, and it is deleted or disabled.</summary>
    internal bool IsInUse => InUseBy is { Length: > 0 } && Kind is (LifecycleEffect.Delete or LifecycleEffect.Disable);

    /// <summary>Whether it is an AMI in use that is deleted or disabled: what the totals count.</summary>
    internal bool IsAmiInUse => IsInUse && ResourceType == nameof(LifecycleResourceType.Ami);

    /// <summary>A name that fits a table: <c>web-server/1.0.0/1</c>, an id, or a URI.</summary>
    internal string ShortId => ResourceType == nameof(LifecycleResourceType.Image) ? ShortImage(ResourceId)
        : ResourceId ?? (AmiId is null ? "(unknown)" : $"all of {AmiId}");

    /// <summary>The recipe with its version; null when not known.</summary>
    internal string? Recipe => RecipeName is null ? null : RecipeVersion is null ? RecipeName : $"{RecipeName} {RecipeVersion}";

    /// <summary>The effect and the resource.</summary>
    public override string ToString() => $"{Effect} {ResourceType} {ShortId}: {Reason}";

    private static string ShortImage(string? arn)
    {
        var at = arn is null ? -1 : arn.IndexOf(":image/", StringComparison.Ordinal);
        return at < 0 ? arn ?? "(unknown)" : arn!.Substring(at + ":image/".Length);
    }
}
