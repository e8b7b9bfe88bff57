using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>How a plan is made.</summary>
public sealed record LifecyclePlanOptions
{
    /// <summary>How many days the plan is valid, and how many daily runs it shows, 1 or more; 7 by default.</summary>
    public int Days { get; init; } = 7;

    /// <summary>The most images that may newly be deleted.</summary>
    public int MaximumDelete { get; init; } = new LifecyclePlanGuards().MaximumDelete;

    /// <summary>The most images in percent of a policy's, 0 to 100.</summary>
    public int MaximumDeletePercent { get; init; } = new LifecyclePlanGuards().MaximumDeletePercent;

    /// <summary>Whether AMIs in use may be deleted or disabled.</summary>
    public bool AllowInUse { get; init; }

    /// <summary>Whether resources may be changed of which a fact is unknown.</summary>
    public bool AllowUnknown { get; init; }

    /// <summary>Whether the last available image of a recipe may be deleted or disabled.</summary>
    public bool AllowLastImage { get; init; }

    /// <summary>Who makes the plan; null when it could not be read.</summary>
    public CallerIdentity? Caller { get; init; }

    /// <summary>The region that it is for.</summary>
    public string? Region { get; init; }

    /// <summary>The ARN of the role that was assumed to read all this; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id that this role asks for; null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The role that was assumed in other accounts to read facts; null for none.</summary>
    public string? RoleName { get; init; }

    /// <summary>What snapshots cost.</summary>
    public SnapshotPrices Prices { get; init; } = SnapshotPrices.Default;
}
