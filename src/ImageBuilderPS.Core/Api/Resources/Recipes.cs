using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>The members of an image recipe that lifecycle policies and users need.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ImageRecipe : Shape
{
    /// <summary>The recipe's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>The recipe's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The recipe's version.</summary>
    [VersionNumber]
    public string? Version { get; set; }

    /// <summary>What the image is built from.</summary>
    [NonEmptyString]
    public string? ParentImage { get; set; }

    /// <summary>The name and the version.</summary>
    public override string ToString() => $"{Name} {Version}";
}

/// <summary>The members of a container recipe that lifecycle policies and users need.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ContainerRecipe : Shape
{
    /// <summary>The recipe's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>The recipe's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The recipe's version.</summary>
    [VersionNumber]
    public string? Version { get; set; }

    /// <summary>What the image is built from.</summary>
    [NonEmptyString]
    public string? ParentImage { get; set; }

    /// <summary>The name and the version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
