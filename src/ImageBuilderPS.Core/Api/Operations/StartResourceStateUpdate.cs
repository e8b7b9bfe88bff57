using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Changes the state of an image manually, without a policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02; the rules between members: API page StartResourceStateUpdate.</remarks>
[Operation("StartResourceStateUpdate", "PUT")]
public sealed class StartResourceStateUpdateRequest : Request<StartResourceStateUpdateResponse>, IIdempotent, IMemberRules
{
    /// <summary>The image build version's ARN.</summary>
    [ApiRequired, ImageBuildVersionArn]
    public string? ResourceArn { get; set; }

    /// <summary>The requested state.</summary>
    [ApiRequired]
    public ResourceState? State { get; set; }

    /// <summary>The role that the change of the resources runs as; goes with <see cref="IncludeResources"/>, neither alone.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>The resources that change together with the image resource; goes with <see cref="ExecutionRole"/>. DELETED needs at least one kind; snapshots and containers go with DELETED only.</summary>
    public ResourceStateUpdateIncludeResources? IncludeResources { get; set; }

    /// <summary>Excluded AMIs, where AMIs are included.</summary>
    public ResourceStateUpdateExclusionRules? ExclusionRules { get; set; }

    /// <summary>When a deprecation is due, in the future; now when left out.</summary>
    [EpochSeconds]
    public DateTimeOffset? UpdateAt { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }

    // Whether updateAt lies in the future depends on when the request arrives, so only the service can validate it.
    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        var (status, included) = (State?.Status?.ToUpperInvariant(), IncludeResources);
        var isDeletion = status == ResourceStatus.Deleted;
        var includesAny = included is { Amis: true } or { Snapshots: true } or { Containers: true };
        if (!includesAny && (isDeletion || ExecutionRole is not null))
            yield return Refused("includeResources", null, $"amis, snapshots or containers with {(isDeletion ? ResourceStatus.Deleted : "executionRole")}");
        if (ExecutionRole is null && (isDeletion || includesAny))
            yield return Refused("executionRole", null, "the name or ARN of an IAM role with includeResources");
        if (included?.Snapshots is true && !isDeletion)
            yield return Refused("includeResources.snapshots", true, "snapshots with DELETED only");
        if (included is { Snapshots: true, Amis: not true })
            yield return Refused("includeResources.snapshots", true, "amis as well: snapshots are deleted only together with AMIs");
        if (included?.Containers is true && !isDeletion)
            yield return Refused("includeResources.containers", true, "containers with DELETED only");
        if (ExclusionRules?.Amis is not null && included?.Amis is not true)
            yield return Refused("includeResources.amis", included?.Amis, "true with exclusionRules: they work where AMIs are included");
        if (UpdateAt is { } at && status != ResourceStatus.Deprecated)
            yield return Refused("updateAt", at, "no time: only DEPRECATED can be scheduled");
    }

    private static Violation Refused(string path, object? value, string expected) =>
        Violation.Create<InvalidRequestException>(path, value, expected);
}

/// <summary>What was started.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class StartResourceStateUpdateResponse : Response
{
    /// <summary>The run of the change; null if the image changed immediately.</summary>
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The image build version's ARN.</summary>
    [ApiRequired]
    [ImageBuildVersionArn]
    public string? ResourceArn { get; set; }
}
