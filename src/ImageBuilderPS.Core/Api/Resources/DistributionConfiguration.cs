using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>Where output images go: one entry per region.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class DistributionConfiguration : ExtensibleShape
{
    /// <summary>The configuration's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>The configuration's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The configuration's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>One entry per region.</summary>
    [ListConstraint(0, int.MaxValue)]
    public Distribution[]? Distributions { get; set; }

    /// <summary>The timeout of a distribution, in minutes, 30 to 720.</summary>
    [ApiRange(30, 720)]
    public int? TimeoutMinutes { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>When it was last updated.</summary>
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>The configuration's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    internal DistributionConfiguration WithTags(TagMap tags)
    {
        var copy = (DistributionConfiguration)MemberwiseClone();
        copy.Tags = tags;
        return copy;
    }

    /// <summary>The name.</summary>
    public override string ToString() => $"{Name}";
}

/// <summary>A summary of a distribution configuration, as a list has it.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class DistributionConfigurationSummary : Shape
{
    /// <summary>The configuration's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>The configuration's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The configuration's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>When it was last updated.</summary>
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>The configuration's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>The regions that it lists.</summary>
    [StringList]
    public string[]? Regions { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => $"{Name}";
}
