namespace ImageBuilderPS.Contract;

/// <summary>What is acted on along with the image resource.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ResourceStateUpdateIncludeResources
{
    /// <summary>Its AMIs.</summary>
    public bool? Amis { get; set; }

    /// <summary>The snapshots behind its AMIs.</summary>
    public bool? Snapshots { get; set; }

    /// <summary>Its container images.</summary>
    public bool? Containers { get; set; }

    /// <summary>What is included.</summary>
    public override string ToString() => string.Join(", ", new[] { Amis == true ? "AMIs" : null, Snapshots == true ? "snapshots" : null, Containers == true ? "containers" : null }.OfType<string>());
}
