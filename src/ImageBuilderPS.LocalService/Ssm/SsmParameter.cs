using System.Text.Json.Serialization;

namespace ImageBuilderPS.LocalService.Ssm;

/// <summary>A parameter of Parameter Store.</summary>
internal sealed record SsmParameter
{
    public string Name { get; init; } = "";

    /// <summary><c>String</c> or <c>StringList</c>.</summary>
    public string Type { get; init; } = "String";

    /// <summary><c>text</c>, or <c>aws:ec2:image</c> for an AMI id.</summary>
    public string DataType { get; init; } = "text";

    public string? Description { get; init; }

    /// <summary>The versions, oldest first. There is at least one.</summary>
    public SsmParameterVersion[] Versions { get; init; } = [];

    /// <summary>The newest version.</summary>
    [JsonIgnore]
    public SsmParameterVersion Latest => Versions[Versions.Length - 1];
}

/// <summary>A version of a parameter.</summary>
internal sealed record SsmParameterVersion
{
    public int Number { get; init; } = 1;

    public string Value { get; init; } = "";

    public DateTimeOffset LastModified { get; init; }
}
