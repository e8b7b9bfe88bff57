namespace ImageBuilderPS.Contract;

/// <summary>Whether a run touched anything.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResourcesImpactedSummary
{
    /// <summary>True when it did.</summary>
    public bool? HasImpactedResources { get; set; }

    /// <summary>Whether there are any.</summary>
    public override string ToString() => HasImpactedResources == true ? "resources impacted" : "no resources impacted";
}
