using ImageBuilderPS.Api;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Comparison;

/// <summary>What a saved preview says of one resource: the members of a <see cref="LifecycleDecision"/> that a comparison needs.</summary>
public sealed class PreviewedResource : Shape
{
    /// <summary>The time of the run.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>What the run does, a name of <see cref="LifecycleAction"/>.</summary>
    public string? Action { get; set; }

    /// <summary>What becomes of it, a name of <see cref="LifecycleOutcome"/>.</summary>
    public string? Outcome { get; set; }

    /// <summary>What the resource is, a name of <see cref="LifecycleResourceType"/>.</summary>
    public string? ResourceType { get; set; }

    /// <summary>The image's ARN, the AMI's or snapshot's id, or the container image's URI.</summary>
    public string? ResourceId { get; set; }

    /// <summary>The ARN of the image.</summary>
    public string? ImageArn { get; set; }

    /// <summary>The id of the AMI that the resource is, or that the snapshot is behind.</summary>
    public string? AmiId { get; set; }

    /// <summary>The resource's region.</summary>
    public string? Region { get; set; }

    /// <summary>Why, a name of <see cref="Results.ReasonKind"/>.</summary>
    public string? ReasonKind { get; set; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; set; }

    /// <summary>The members of a decision.</summary>
    /// <param name="decision">The decision.</param>
    public static PreviewedResource From(LifecycleDecision decision) => new()
    {
        At = decision.At,
        Action = decision.Action,
        Outcome = decision.Outcome,
        ResourceType = decision.ResourceType,
        ResourceId = decision.ResourceId,
        ImageArn = decision.ImageArn,
        AmiId = decision.AmiId,
        Region = decision.Region,
        ReasonKind = decision.ReasonKind,
        Reason = decision.Reason,
    };
}
