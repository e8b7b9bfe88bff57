using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A launch template that takes the new AMI.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LaunchTemplateConfiguration : ExtensibleShape
{
    /// <summary>The template.</summary>
    [ApiRequired, LaunchTemplateId]
    public string? LaunchTemplateId { get; set; }

    /// <summary>The account that owns it.</summary>
    [AccountId]
    public string? AccountId { get; set; }

    /// <summary>Whether the new version becomes the default one.</summary>
    public bool? SetDefaultVersion { get; set; }

    /// <summary>The template and the account.</summary>
    public override string ToString() => $"{LaunchTemplateId} {AccountId}".TrimEnd();
}
