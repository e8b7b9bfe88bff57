using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>The state of a run.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionState
{
    /// <summary>The status.</summary>
    [OneOf(typeof(LifecycleExecutionStatus))]
    public string? Status { get; set; }

    /// <summary>Why, where there is something to say.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>The status, and the reason if there is one.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}
