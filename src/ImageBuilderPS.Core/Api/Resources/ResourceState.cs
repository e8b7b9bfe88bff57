using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>A state that an image can be set to manually.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ResourceState : Shape
{
    /// <summary>The status.</summary>
    [OneOf(typeof(ResourceStatus))]
    public string? Status { get; set; }

    /// <summary>The status.</summary>
    public override string ToString() => $"{Status}";
}

/// <summary>The resources that change together with the image resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
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

/// <summary>What a manual change excludes.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ResourceStateUpdateExclusionRules : Shape
{
    /// <summary>Excluded AMIs.</summary>
    public LifecyclePolicyDetailExclusionRulesAmis? Amis { get; set; }

    /// <summary>What is excluded.</summary>
    public override string ToString() => $"{Amis}";
}

/// <summary>States that an image can be set to manually.</summary>
public static class ResourceStatus
{
    /// <summary>Available again.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Deleted.</summary>
    public const string Deleted = "DELETED";

    /// <summary>It exists, but is no longer recommended.</summary>
    public const string Deprecated = "DEPRECATED";

    /// <summary>It exists, but cannot be launched.</summary>
    public const string Disabled = "DISABLED";
}
