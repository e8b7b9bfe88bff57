using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What one run of a lifecycle policy does with one resource: what a preview prints.</summary>
public sealed class LifecycleDecision
{
    private readonly ResourceDecision decision;
    private readonly SnapshotPrices prices;
    private string? reason;
    private string[]? inUseBy;

    internal LifecycleDecision(in ResourceDecision decision, SnapshotPrices prices)
    {
        this.decision = decision;
        this.prices = prices;
        inUseBy = decision.ResourceType == LifecycleResourceType.Ami && decision.Fact?.InUseBy is { } uses ? [.. uses.Select(use => use.ToString())] : null;
    }

    internal ref readonly ResourceDecision Decision => ref decision;

    /// <summary>The time of the run.</summary>
    public DateTimeOffset At => decision.At;

    /// <summary>What the run does, a name of <see cref="LifecycleAction"/>: <c>Delete</c>.</summary>
    public string Action => decision.Action.ToString();

    /// <summary>What the resource is, a name of <see cref="LifecycleResourceType"/>: <c>Ami</c>.</summary>
    public string ResourceType => decision.ResourceType.ToString();

    /// <summary>The image's ARN, the AMI's or snapshot's id, or the container image's URI; null when not known.</summary>
    public string? ResourceId => decision.ResourceId;

    /// <summary>The ARN of the image that the resource is, or is an output of.</summary>
    public string? ImageArn => decision.Image.Arn;

    /// <summary>The id of the AMI that the resource is, or that the snapshot is behind; null for others.</summary>
    public string? AmiId => decision.Ami?.Image;

    /// <summary>The resource's region.</summary>
    public string? Region => decision.Region;

    /// <summary>The account that owns the resource.</summary>
    public string? AccountId => decision.AccountId;

    /// <summary>The recipe's name, or the image's own name where it has no recipe.</summary>
    public string? RecipeName => decision.RecipeName;

    /// <summary>The recipe's exact version, or the image's own.</summary>
    public string? RecipeVersion => decision.RecipeVersion;

    /// <summary>The rule: <c>policyDetails[1] DELETE</c>; null when no rule was evaluated.</summary>
    public string? Rule => decision.Rule;

    /// <summary>Why, in words.</summary>
    public string Reason => reason ??= decision.Reason;

    /// <summary>Why, to compare by, a name of <see cref="ReasonKind"/>: <c>NotOlder</c>.</summary>
    public string ReasonKind => decision.ReasonKind.ToString();

    /// <summary>The facts that the rule needs and the images do not have, names of <see cref="Results.UnknownFacts"/>: <c>Public, AmiTags</c>; <c>None</c> when all are known.</summary>
    public string UnknownFacts => decision.UnknownFacts.ToString();

    /// <summary>The ambiguities of AWS's documentation that affect it: names of <see cref="LifecycleAssumptions"/>, or <c>None</c>.</summary>
    public string Assumptions => decision.Assumptions.ToString();

    /// <summary>
    /// Whether the run deletes the image resource around this AMI and the AMI stays: no policy will act on it again, and
    /// it still costs money. Where <see cref="Action"/> is Unknown, the AMI may also be deleted.
    /// </summary>
    public bool IsUnmanaged => decision.IsUnmanaged;

    /// <summary>What becomes of it, a name of <see cref="LifecycleOutcome"/>: <c>Refused</c>.</summary>
    public string Outcome => decision.Outcome.ToString();

    /// <summary>Why the run is refused the action, a name of <see cref="RefusalKind"/>: <c>NoCreatedByTag</c>; <c>None</c> when it is not.</summary>
    public string Refusal => decision.Refusal.ToString();

    /// <summary>
    /// What refers to the AMI, one line each; of an image, what refers to its AMIs that have decisions. Empty for nothing; null when unknown.
    /// </summary>
    public string[]? InUseBy => inUseBy;

    /// <summary>The full size of a snapshot in bytes, which is the most that it stores; null for others, and when unknown.</summary>
    public long? SizeBytes => decision.Snapshot?.MaxBytes;

    /// <summary>The most that a snapshot costs in a month, in USD: EBS bills only what no earlier snapshot of the volume stores. Null for others, and when unknown.</summary>
    public decimal? MaxMonthlyCost => decision.MaxMonthlyCost(prices);

    /// <summary>Whether the Recycle Bin keeps a deleted AMI or snapshot for a while; null where nothing is deleted, and when unknown.</summary>
    public bool? IsRecoverable => decision.RecycleBinDays is { } days ? days > 0 : null;

    /// <summary>Until when the Recycle Bin keeps a deleted AMI or snapshot; null when <see cref="IsRecoverable"/> is not true.</summary>
    public DateTimeOffset? RecoverableUntil => decision.RecycleBinDays is { } days and > 0 ? At.AddDays(days) : null;

    /// <summary>How old the image is at the time of the run, in whole days, rounded down; null without a creation date.</summary>
    public int? AgeDays => decision.Age is { } age ? (int)Math.Floor(age.TotalDays) : null;

    /// <summary>The resource's status before the run; null when not known.</summary>
    public string? Status => decision.Status;

    /// <summary>Adds what refers to an AMI of this image.</summary>
    internal void AddUse(string[]? uses)
    {
        if (uses is not null)
            inUseBy = [.. (inUseBy ?? []).Union(uses)];
    }

    /// <summary>One line: action, resource and reason.</summary>
    public override string ToString() => $"{Action} {ResourceType} {ResourceId}: {Reason}";
}
