using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A state that an image can be put in by hand.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ResourceState
{
    /// <summary>The status.</summary>
    [OneOf(typeof(ResourceStatus))]
    public string? Status { get; set; }

    /// <summary>The status.</summary>
    public override string ToString() => $"{Status}";
}
