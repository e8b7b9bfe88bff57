using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A lifecycle policy, in short.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicySummary
{
    /// <summary>The policy's ARN.</summary>
    [LifecyclePolicyArn]
    public string? Arn { get; set; }

    /// <summary>The policy's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The policy's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs.</summary>
    [OneOf(typeof(LifecyclePolicyStatus))]
    public string? Status { get; set; }

    /// <summary>The role that it runs as.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>What it applies to.</summary>
    [OneOf(typeof(LifecyclePolicyResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>When it was created.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>When it was last updated.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>When it last ran.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateLastRun { get; set; }

    /// <summary>The policy's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => $"{Name}";
}
