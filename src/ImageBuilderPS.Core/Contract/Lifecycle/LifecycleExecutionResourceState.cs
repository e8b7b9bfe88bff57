using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>How a run went for one resource.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResourceState
{
    /// <summary>The status.</summary>
    [OneOf(typeof(LifecycleExecutionResourceStatus))]
    public string? Status { get; set; }

    /// <summary>Why, where there is something to say.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>The status, and the reason if there is one.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}
