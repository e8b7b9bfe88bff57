using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>The launch template of faster launching.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class FastLaunchLaunchTemplateSpecification : ExtensibleShape
{
    /// <summary>By id.</summary>
    [LaunchTemplateId]
    public string? LaunchTemplateId { get; set; }

    /// <summary>By name.</summary>
    [NonEmptyString]
    public string? LaunchTemplateName { get; set; }

    /// <summary>Its version.</summary>
    [NonEmptyString]
    public string? LaunchTemplateVersion { get; set; }

    /// <summary>The template and its version.</summary>
    public override string ToString() => $"{LaunchTemplateId ?? LaunchTemplateName} {LaunchTemplateVersion}".TrimEnd();
}
