using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Replaces a lifecycle policy as a whole.</summary>
/// <remarks>Source: API page UpdateLifecyclePolicy.</remarks>
[Operation("UpdateLifecyclePolicy", "PUT")]
public sealed class UpdateLifecyclePolicyRequest : Request<UpdateLifecyclePolicyResponse>, IIdempotent, IExtensible, IMemberRules, IMemberWarnings
{
    /// <summary>The policy's ARN, at most 1024 characters.</summary>
    [ApiRequired, LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs; DISABLED or ENABLED. ENABLED when left out.</summary>
    [OneOf(typeof(LifecyclePolicyStatus))]
    public string? Status { get; set; }

    /// <summary>The name or ARN of the IAM role that the policy runs as, 1 to 2048 characters.</summary>
    [ApiRequired, RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>What the policy applies to; AMI_IMAGE or CONTAINER_IMAGE.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>1 to 3 rules.</summary>
    [ApiRequired, ListConstraint(1, 3)]
    public LifecyclePolicyDetail[]? PolicyDetails { get; set; }

    /// <summary>Which image resources the policy applies to.</summary>
    [ApiRequired]
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>
    /// When the policy was last updated, as read; null for a policy that was not read. Never sent: an update compares it
    /// with the live policy.
    /// </summary>
    [NotInApi]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>Whether this came from a list of policies, which has no rules: the policy has to be read first. Never sent.</summary>
    [NotInApi]
    public bool IsSummary { get; set; }

    /// <inheritdoc/>
    [NotInApi]
    public IDictionary<string, object?>? AdditionalMembers { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path) => LifecyclePolicyRules.Violations(ResourceType, PolicyDetails, path);

    IEnumerable<string> IMemberWarnings.Warnings() => LifecyclePolicyRules.Warnings(PolicyDetails);
}

/// <summary>What was updated.</summary>
/// <remarks>Source: API page UpdateLifecyclePolicy.</remarks>
public sealed class UpdateLifecyclePolicyResponse : Response
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired]
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>The request's client token.</summary>
    [NotInApi]
    public string? ClientToken { get; set; }
}
