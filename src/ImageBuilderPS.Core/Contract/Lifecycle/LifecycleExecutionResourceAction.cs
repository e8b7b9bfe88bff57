using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What a run did to one resource and why.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResourceAction
{
    /// <summary>What was done.</summary>
    [OneOf(typeof(LifecycleExecutionResourceActionName))]
    public string? Name { get; set; }

    /// <summary>Why.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>What was done.</summary>
    public override string ToString() => $"{Name}";
}
