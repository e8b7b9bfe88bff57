using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Where a container image goes in one region.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ContainerDistributionConfiguration : ExtensibleShape
{
    /// <summary>The description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Tags of the container image.</summary>
    [StringList]
    public string[]? ContainerTags { get; set; }

    /// <summary>The repository.</summary>
    [ApiRequired]
    public TargetContainerRepository? TargetRepository { get; set; }

    /// <summary>The repository.</summary>
    public override string ToString() => $"{TargetRepository}";
}
