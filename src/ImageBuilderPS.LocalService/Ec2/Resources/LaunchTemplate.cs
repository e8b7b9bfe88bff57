using System.Text.Json.Serialization;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Ec2.Resources;

/// <summary>A launch template.</summary>
internal sealed record LaunchTemplate
{
    public string LaunchTemplateId { get; init; } = "";

    public string Name { get; init; } = "";

    public DateTimeOffset CreateTime { get; init; }

    /// <summary>The number of the default version.</summary>
    public int DefaultVersion { get; init; } = 1;

    /// <summary>The versions, oldest first. There is at least one.</summary>
    public LaunchTemplateVersion[] Versions { get; init; } = [];

    public TagMap Tags { get; init; } = [];

    /// <summary>The number of the newest version.</summary>
    [JsonIgnore]
    public int LatestVersion => Versions[Versions.Length - 1].Number;
}

/// <summary>A version of a launch template.</summary>
internal sealed record LaunchTemplateVersion
{
    public int Number { get; init; } = 1;

    public string? Description { get; init; }

    public DateTimeOffset CreateTime { get; init; }

    /// <summary>An AMI id, or <c>resolve:ssm:</c> with a parameter's name; null for a version without an AMI.</summary>
    public string? ImageId { get; init; }

    public string? InstanceType { get; init; }
}
