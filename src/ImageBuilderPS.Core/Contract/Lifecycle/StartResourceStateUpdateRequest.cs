using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Changes the state of an image by hand.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("StartResourceStateUpdate", "PUT")]
public sealed class StartResourceStateUpdateRequest : Request<StartResourceStateUpdateResponse>, IIdempotent
{
    /// <summary>The image build version's ARN.</summary>
    [Required, ImageBuildVersionArn]
    public string? ResourceArn { get; set; }

    /// <summary>The state that is wanted.</summary>
    [Required]
    public ResourceState? State { get; set; }

    /// <summary>The role that the change runs as.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>What is acted on along with the image resource.</summary>
    public ResourceStateUpdateIncludeResources? IncludeResources { get; set; }

    /// <summary>AMIs that are left alone.</summary>
    public ResourceStateUpdateExclusionRules? ExclusionRules { get; set; }

    /// <summary>When the change is due; now when left out.</summary>
    [EpochSeconds]
    public DateTimeOffset? UpdateAt { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [Required, ClientToken]
    public string? ClientToken { get; set; }
}
