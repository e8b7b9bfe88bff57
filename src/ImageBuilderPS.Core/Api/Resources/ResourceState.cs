using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>A state that an image can be put in by hand.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ResourceState : Shape
{
    /// <summary>The status.</summary>
    [OneOf(typeof(ResourceStatus))]
    public string? Status { get; set; }

    /// <summary>The status.</summary>
    public override string ToString() => $"{Status}";
}

/// <summary>What is acted on along with the image resource.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ResourceStateUpdateIncludeResources : Shape
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

/// <summary>What a change by hand leaves alone.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ResourceStateUpdateExclusionRules : Shape
{
    /// <summary>AMIs that are left alone.</summary>
    public LifecyclePolicyDetailExclusionRulesAmis? Amis { get; set; }

    /// <summary>What the rules look at.</summary>
    public override string ToString() => $"{Amis}";
}

/// <summary>States that an image can be put in by hand.</summary>
public static class ResourceStatus
{
    /// <summary>Back in use.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Gone.</summary>
    public const string Deleted = "DELETED";

    /// <summary>Still there, no longer recommended.</summary>
    public const string Deprecated = "DEPRECATED";

    /// <summary>Still there, not to be launched.</summary>
    public const string Disabled = "DISABLED";
}
