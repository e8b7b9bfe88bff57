using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>
/// A change of lifecycle policies that is reviewed before it is applied: what each policy is before and after, what its
/// daily runs do until the plan expires, and what the guards say. A file of it is <see cref="LifecyclePlanDocument"/>'s.
/// </summary>
/// <remarks>A plan has no secret. Only <see cref="LifecyclePlanner"/> and a file make one, and nothing changes it.</remarks>
public sealed class LifecyclePlan : Shape
{
    /// <summary>The version of the format.</summary>
    public int? Version { get; internal set; }

    /// <summary>The SHA-256 of everything else in the plan. It finds an accidental change; it is no signature.</summary>
    public string? Digest { get; internal set; }

    /// <summary>When the plan was made.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The ARN of who made it; null when it could not be read.</summary>
    public string? CreatedBy { get; internal set; }

    /// <summary>The account that it is for; null when it could not be read.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region that it is for.</summary>
    public string? Region { get; internal set; }

    /// <summary>The ARN of the role that was assumed to make it, and that its apply assumes too; null for none.</summary>
    public string? RoleArn { get; internal set; }

    /// <summary>The external id that the role asks for, which is no secret; null for none. Source: AWS's IAM user guide, access to accounts owned by third parties.</summary>
    public string? ExternalId { get; internal set; }

    /// <summary>When the plan expires. The runs until then are what was reviewed.</summary>
    public DateTimeOffset? ValidUntil { get; internal set; }

    /// <summary>How many images the account had.</summary>
    public int? ImageCount { get; internal set; }

    /// <summary>The SHA-256 of the images.</summary>
    public string? ImagesDigest { get; internal set; }

    /// <summary>The SHA-256 of what EC2 knew of their AMIs; null when EC2 was not asked.</summary>
    public string? FactsDigest { get; internal set; }

    /// <summary>The name of the role that was assumed in other accounts to read facts; null for none.</summary>
    public string? RoleName { get; internal set; }

    /// <summary>Whether a policy is created or changed.</summary>
    public bool HasChanges => (Policies ?? []).Any(policy => policy.HasChanges);

    /// <summary>Whether a guard keeps the plan from being applied.</summary>
    public bool IsBlocked => BlockedBy is { Length: > 0 };

    /// <summary>The limits that the plan keeps, and those that were lifted.</summary>
    public LifecyclePlanGuards? Guards { get; internal set; }

    /// <summary>The guards that keep the plan from being applied; empty for none.</summary>
    public LifecyclePlanBlock[]? BlockedBy { get; internal set; }

    /// <summary>The policies.</summary>
    public LifecyclePolicyPlan[]? Policies { get; internal set; }

    /// <summary>What EC2 knew of the AMIs that the runs change: what an undo needs.</summary>
    public AmiFact[]? Facts { get; internal set; }

    /// <summary>The plan for people: each policy's differences and totals, and what blocks it.</summary>
    public override string ToString() => LifecyclePlanText.Describe(this);
}

/// <summary>What a plan does with one policy.</summary>
public sealed class LifecyclePolicyPlan : Shape
{
    /// <summary>The policy's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The policy's ARN; null for one that is created.</summary>
    public string? LifecyclePolicyArn { get; internal set; }

    /// <summary>The file that has the policy, as it was given; null without a file.</summary>
    public string? Source { get; internal set; }

    /// <summary>What is done, a name of <see cref="LifecyclePolicyChange"/>: <c>Update</c>.</summary>
    public string? Change { get; internal set; }

    /// <summary>Whether the policy is created or changed.</summary>
    public bool HasChanges => Change is nameof(LifecyclePolicyChange.Create) or nameof(LifecyclePolicyChange.Update);

    /// <summary>The client token of the one call that applies it; null where nothing is applied.</summary>
    public string? ClientToken { get; internal set; }

    /// <summary>When the live policy was last updated; null for one that is created.</summary>
    public DateTimeOffset? DateUpdated { get; internal set; }

    /// <summary>The SHA-256 of the live policy; null for one that is created.</summary>
    public string? LiveDigest { get; internal set; }

    /// <summary>The live policy; null for one that is created.</summary>
    public LifecyclePolicy? Before { get; internal set; }

    /// <summary>The policy afterwards.</summary>
    public LifecyclePolicy? After { get; internal set; }

    /// <summary>The differences between the two; empty for none, and for a policy that is created.</summary>
    public LifecyclePlanDifference[]? Differences { get; internal set; }

    /// <summary>How the live policy differs from the one that was last applied, where that is known: what somebody else changed.</summary>
    public LifecyclePlanDifference[]? Drift { get; internal set; }

    /// <summary>What the policy begins to delete, in a sentence; null for nothing.</summary>
    public string? Warning { get; internal set; }

    /// <summary>How many images the policy selects.</summary>
    public int? SelectedImages { get; internal set; }

    /// <summary>What the live policy's runs do until the plan expires.</summary>
    public LifecyclePlanTotals? TotalsBefore { get; internal set; }

    /// <summary>What the policy's runs do until the plan expires, when it is applied.</summary>
    public LifecyclePlanTotals? TotalsAfter { get; internal set; }

    /// <summary>What the policy's runs do in the next twelve months; no image is built meanwhile.</summary>
    public LifecyclePlanMonth[]? Calendar { get; internal set; }

    /// <summary>Each resource that a run changes, or may change, until the plan expires.</summary>
    public LifecyclePlanDecision[]? Decisions { get; internal set; }

    /// <summary>The change and the name.</summary>
    public override string ToString() => $"{Change} {Name}";
}

/// <summary>What a plan does with a policy.</summary>
public enum LifecyclePolicyChange
{
    /// <summary>Nothing: it is as it is to be.</summary>
    None,

    /// <summary>Creates it.</summary>
    Create,

    /// <summary>Replaces it.</summary>
    Update,
}

/// <summary>One difference between two policies, as a plan keeps it.</summary>
public sealed class LifecyclePlanDifference : Shape
{
    /// <summary>The JSON path, with a rule's action in place of its index.</summary>
    public string? Path { get; internal set; }

    /// <summary><c>Added</c>, <c>Removed</c> or <c>Changed</c>.</summary>
    public string? Kind { get; internal set; }

    /// <summary>The value before, as text; null when it was not there.</summary>
    public string? Before { get; internal set; }

    /// <summary>The value after, as text; null when it is not there.</summary>
    public string? After { get; internal set; }

    /// <summary>One line: <c>~ path: before -> after</c>.</summary>
    public override string ToString() => Before is null ? $"+ {Path}: {After}" : After is null ? $"- {Path}: {Before}" : $"~ {Path}: {Before} -> {After}";
}

/// <summary>The limits of a plan.</summary>
public sealed class LifecyclePlanGuards : Shape
{
    /// <summary>The most images that the plan may newly delete, over all its policies; 100 by default.</summary>
    public int MaximumDelete { get; internal set; } = 100;

    /// <summary>The most images, in percent of those that a policy selects, that it may newly delete, 0 to 100; 50 by default.</summary>
    public int MaximumDeletePercent { get; internal set; } = 50;

    /// <summary>Whether AMIs in use may be deleted or disabled; false by default.</summary>
    public bool AllowInUse { get; internal set; }

    /// <summary>Whether resources may be deleted or disabled of which a fact is unknown; false by default.</summary>
    public bool AllowUnknown { get; internal set; }

    /// <summary>Whether the last available image of a recipe may be deleted or disabled; false by default.</summary>
    public bool AllowLastImage { get; internal set; }

    /// <summary>One line: the limits.</summary>
    public override string ToString() => FormattableString.Invariant($"at most {MaximumDelete} images, at most {MaximumDeletePercent} %")
        + (AllowInUse ? ", also in use" : "") + (AllowUnknown ? ", also unknown" : "") + (AllowLastImage ? ", also last images" : "");
}

/// <summary>Why a plan cannot be applied.</summary>
public sealed class LifecyclePlanBlock : Shape
{
    /// <summary>The guard, a name of <see cref="LifecyclePlanGuard"/>: <c>MaximumDelete</c>.</summary>
    public string? Guard { get; internal set; }

    /// <summary>The policy; null where it is the plan as a whole.</summary>
    public string? PolicyName { get; internal set; }

    /// <summary>What is too much, in a sentence.</summary>
    public string? Message { get; internal set; }

    /// <summary>The parameter of New-IBLifecyclePlan that lifts the guard: <c>-MaximumDelete 120</c>.</summary>
    public string? Lift { get; internal set; }

    /// <summary>The first resources that it is about; empty where it is about a number.</summary>
    public string[]? Resources { get; internal set; }

    /// <summary>The guard and what is too much.</summary>
    public override string ToString() => $"{Guard}: {Message}";
}

/// <summary>What keeps a plan from deleting too much.</summary>
public enum LifecyclePlanGuard
{
    /// <summary>The most images that are newly deleted.</summary>
    MaximumDelete,

    /// <summary>The most images that are newly deleted, in percent of a policy's images.</summary>
    MaximumDeletePercent,

    /// <summary>Nothing in use is deleted or disabled.</summary>
    InUse,

    /// <summary>Nothing is deleted or disabled of which a fact is unknown.</summary>
    Unknown,

    /// <summary>A recipe keeps an available image.</summary>
    LastImage,
}

/// <summary>Counts of what runs do.</summary>
public sealed class LifecyclePlanTotals : Shape
{
    /// <summary>How many images are deleted.</summary>
    public int DeletedImages { get; internal set; }

    /// <summary>How many AMIs are deleted.</summary>
    public int DeletedAmis { get; internal set; }

    /// <summary>How many snapshots are deleted.</summary>
    public int DeletedSnapshots { get; internal set; }

    /// <summary>How many container images are deleted.</summary>
    public int DeletedContainers { get; internal set; }

    /// <summary>How many images are disabled and not deleted.</summary>
    public int DisabledImages { get; internal set; }

    /// <summary>How many images are deprecated, and neither disabled nor deleted.</summary>
    public int DeprecatedImages { get; internal set; }

    /// <summary>How many resources may be changed, since a fact is unknown.</summary>
    public int Unknown { get; internal set; }

    /// <summary>How many AMIs that something refers to are deleted or disabled.</summary>
    public int InUse { get; internal set; }

    /// <summary>How many AMIs and snapshots the runs are refused to change.</summary>
    public int Refused { get; internal set; }

    /// <summary>How many snapshots stay because another AMI consists of them.</summary>
    public int SharedSnapshots { get; internal set; }

    /// <summary>How many AMIs stay while their image resource is deleted.</summary>
    public int Unmanaged { get; internal set; }

    /// <summary>The full size in bytes of the snapshots that are deleted, which is the most that becomes free.</summary>
    public long FreedBytes { get; internal set; }

    /// <summary>The most that these snapshots cost in a month, in USD.</summary>
    public decimal MaxMonthlyCost { get; internal set; }

    /// <summary>The totals on one line: <c>Deletes 6 images, 12 AMIs, 24 snapshots, 180 GB, up to 9 USD a month; 1 in use.</c></summary>
    public string? Line { get; internal set; }

    /// <summary>The totals on one line.</summary>
    public override string ToString() => $"{Line}";
}

/// <summary>What the runs of a month do.</summary>
[OneLine]
public sealed class LifecyclePlanMonth : Shape
{
    /// <summary>The month: <c>2026-12</c>; null for all later months.</summary>
    public string? Month { get; internal set; }

    /// <summary>How many images are deprecated.</summary>
    public int DeprecatedImages { get; internal set; }

    /// <summary>How many images are disabled.</summary>
    public int DisabledImages { get; internal set; }

    /// <summary>How many images are deleted.</summary>
    public int DeletedImages { get; internal set; }

    /// <summary>How many AMIs are deleted.</summary>
    public int DeletedAmis { get; internal set; }

    /// <summary>How many snapshots are deleted.</summary>
    public int DeletedSnapshots { get; internal set; }

    /// <summary>How many AMIs that something refers to now are deleted or disabled.</summary>
    public int InUse { get; internal set; }

    /// <summary>The full size of the snapshots in bytes, which is the most that becomes free.</summary>
    public long FreedBytes { get; internal set; }

    /// <summary>The most that these snapshots cost in a month, in USD.</summary>
    public decimal MaxMonthlyCost { get; internal set; }

    /// <summary>The month and the deletions.</summary>
    public override string ToString() => FormattableString.Invariant($"{Month ?? "later"}: deletes {DeletedImages} images");
}
