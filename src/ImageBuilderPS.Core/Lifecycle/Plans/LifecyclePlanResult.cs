using ImageBuilderPS.Api;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>What became of one policy of a plan. The lines of an audit file are these.</summary>
public sealed class LifecyclePlanResult : Shape
{
    /// <summary>When it was done.</summary>
    public DateTimeOffset? At { get; internal set; }

    /// <summary>What became of it, a name of <see cref="LifecyclePlanOutcome"/>: <c>Applied</c>.</summary>
    public string? Outcome { get; internal set; }

    /// <summary>What the plan does, a name of <see cref="LifecyclePolicyChange"/>: <c>Update</c>.</summary>
    public string? Change { get; internal set; }

    /// <summary>The policy's name.</summary>
    public string? PolicyName { get; internal set; }

    /// <summary>The policy's ARN; null for one that was not created.</summary>
    public string? LifecyclePolicyArn { get; internal set; }

    /// <summary>The id of the request that changed it; null where none was sent, or where no response came.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The client token of the plan.</summary>
    public string? ClientToken { get; internal set; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Error { get; internal set; }

    /// <summary>The ARN of who applied the plan; null when it could not be read.</summary>
    public string? AppliedBy { get; internal set; }

    /// <summary>The account.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region.</summary>
    public string? Region { get; internal set; }

    /// <summary>The digest of the plan.</summary>
    public string? PlanDigest { get; internal set; }

    /// <summary>When the plan was made.</summary>
    public DateTimeOffset? PlanCreatedAt { get; internal set; }

    /// <summary>The ARN of who made the plan; null when it could not be read.</summary>
    public string? PlanCreatedBy { get; internal set; }

    /// <summary>How many images the plan newly deletes with this policy.</summary>
    public int DeletedImages { get; internal set; }

    /// <summary>How many deletions were applied that nobody reviewed: at most what -AllowDrift lets.</summary>
    public int UnreviewedDeletions { get; internal set; }

    /// <summary>The outcome and the policy.</summary>
    public override string ToString() => $"{Outcome} {PolicyName}";

    /// <summary>A result.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="at">When.</param>
    /// <param name="appliedBy">The ARN of who applies the plan; null when it could not be read.</param>
    /// <param name="arn">The policy's ARN; that of the plan when null.</param>
    /// <param name="requestId">The request's id; null without a response.</param>
    /// <param name="error">Why it failed; null where it did not.</param>
    /// <param name="unreviewed">How many deletions nobody reviewed.</param>
    public static LifecyclePlanResult Create(
        LifecyclePlan plan, LifecyclePolicyPlan policy, LifecyclePlanOutcome outcome, DateTimeOffset at, string? appliedBy,
        string? arn = null, string? requestId = null, string? error = null, int unreviewed = 0) => new()
    {
        At = at,
        Outcome = outcome.ToString(),
        Change = policy.Change,
        PolicyName = policy.Name,
        LifecyclePolicyArn = arn ?? policy.LifecyclePolicyArn,
        RequestId = requestId,
        ClientToken = policy.ClientToken,
        Error = error,
        AppliedBy = appliedBy,
        AccountId = plan.AccountId,
        Region = plan.Region,
        PlanDigest = plan.Digest,
        PlanCreatedAt = plan.CreatedAt,
        PlanCreatedBy = plan.CreatedBy,
        DeletedImages = PlanGuards.NewlyDeletedImages(policy).Count(),
        UnreviewedDeletions = unreviewed,
    };
}

/// <summary>What became of a policy of a plan.</summary>
public enum LifecyclePlanOutcome
{
    /// <summary>The plan does nothing with it.</summary>
    Unchanged,

    /// <summary>It was created or replaced.</summary>
    Applied,

    /// <summary>It was as the plan wants it before: the plan was applied already.</summary>
    AlreadyApplied,

    /// <summary>The call failed. A run of the same plan sends it again, with the same client token.</summary>
    Failed,
}
