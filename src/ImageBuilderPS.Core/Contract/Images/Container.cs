using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Container images in one region.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class Container
{
    /// <summary>The region.</summary>
    [NonEmptyString]
    public string? Region { get; set; }

    /// <summary>The images' URIs.</summary>
    [StringList]
    public string[]? ImageUris { get; set; }

    /// <summary>The region and the URIs.</summary>
    public override string ToString() => $"{Region} {string.Join(", ", ImageUris ?? [])}".TrimEnd();
}
