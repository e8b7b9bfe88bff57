using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What one run of a lifecycle policy does with one resource: what a preview prints.</summary>
public sealed class LifecycleDecision
{
    private readonly ResourceDecision decision;
    private string? reason;

    internal LifecycleDecision(in ResourceDecision decision) => this.decision = decision;

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

    /// <summary>How old the image is at the time of the run, in whole days, rounded down; null without a creation date.</summary>
    public int? AgeDays => decision.Age is { } age ? (int)Math.Floor(age.TotalDays) : null;

    /// <summary>The resource's status before the run; null when not known.</summary>
    public string? Status => decision.Status;

    /// <summary>One line: action, resource and reason.</summary>
    public override string ToString() => $"{Action} {ResourceType} {ResourceId}: {Reason}";
}
