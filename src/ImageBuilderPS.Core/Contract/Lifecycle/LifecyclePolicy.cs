using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A lifecycle policy: which images it looks at and what it does to them.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicy : ExtensibleShape
{
    /// <summary>The policy's ARN.</summary>
    [LifecyclePolicyArn]
    public string? Arn { get; set; }

    /// <summary>The policy's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs; DISABLED or ENABLED.</summary>
    [OneOf(typeof(LifecyclePolicyStatus))]
    public string? Status { get; set; }

    /// <summary>The name or ARN of the IAM role that the policy runs as, 1 to 2048 characters.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>What the policy applies to; AMI_IMAGE or CONTAINER_IMAGE.</summary>
    [OneOf(typeof(LifecyclePolicyResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>1 to 3 rules.</summary>
    [ListConstraint(1, 3)]
    public LifecyclePolicyDetail[]? PolicyDetails { get; set; }

    /// <summary>Which image resources the policy applies to.</summary>
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

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
