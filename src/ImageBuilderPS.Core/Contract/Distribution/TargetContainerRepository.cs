using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A container repository.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class TargetContainerRepository : ExtensibleShape
{
    /// <summary>The service that holds it.</summary>
    [ApiRequired, OneOf(typeof(ContainerRepositoryService))]
    public string? Service { get; set; }

    /// <summary>Its name.</summary>
    [ApiRequired, NonEmptyString]
    public string? RepositoryName { get; set; }

    /// <summary>The repository's name.</summary>
    public override string ToString() => $"{RepositoryName}";
}
