using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Creates a lifecycle policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("CreateLifecyclePolicy", "PUT")]
public sealed class CreateLifecyclePolicyRequest : Request<CreateLifecyclePolicyResponse>, IIdempotent, IExtensible, IMemberRules, IMemberWarnings
{
    /// <summary>The policy's name, 3 to 128 characters.</summary>
    [ApiRequired, ResourceName]
    public string? Name { get; set; }

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

    /// <summary>The policy's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>Whether the service only checks the request. Then a valid request ends in a <see cref="DryRunOperationException"/>.</summary>
    public bool? DryRun { get; set; }

    /// <inheritdoc/>
    [NotInApi]
    public IDictionary<string, object?>? AdditionalMembers { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path) => LifecyclePolicyRules.Violations(ResourceType, PolicyDetails, path);

    IEnumerable<string> IMemberWarnings.Warnings() => LifecyclePolicyRules.Warnings(PolicyDetails);
}

/// <summary>What was created.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class CreateLifecyclePolicyResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The new policy's ARN.</summary>
    [ApiRequired]
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}
