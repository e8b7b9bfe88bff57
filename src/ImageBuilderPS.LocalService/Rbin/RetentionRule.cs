using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Rbin;

/// <summary>A retention rule of Recycle Bin: which resources it keeps after their deletion, and how long.</summary>
/// <remarks>The members have the names of the API, which begin with a capital.</remarks>
internal sealed record RetentionRule
{
    public string Identifier { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>One of <see cref="RetainedType"/>.</summary>
    public string ResourceType { get; init; } = "";

    public RetentionPeriod RetentionPeriod { get; init; } = new();

    /// <summary>A resource with any of these tags is kept. Without them the rule is for all resources of the region.</summary>
    public ResourceTag[] ResourceTags { get; init; } = [];

    /// <summary>A resource with any of these tags is not kept.</summary>
    public ResourceTag[] ExcludeResourceTags { get; init; } = [];

    /// <summary>The tags of the rule itself.</summary>
    public RuleTag[]? Tags { get; init; }

    /// <summary>AWS has <c>pending</c>, too; here a rule works at once.</summary>
    public string Status { get; init; } = "available";

    public string RuleArn { get; init; } = "";

    /// <summary>Whether the rule keeps a resource, by its type and tags.</summary>
    public bool Covers(string resourceType, TagMap tags) => resourceType == ResourceType
        && (ResourceTags.Length == 0 || ResourceTags.Any(tag => tag.IsIn(tags)))
        && !ExcludeResourceTags.Any(tag => tag.IsIn(tags));
}

/// <summary>How long a resource stays in the Recycle Bin.</summary>
internal sealed record RetentionPeriod
{
    /// <summary>The only unit.</summary>
    public const string Days = "DAYS";

    public int? RetentionPeriodValue { get; init; }

    public string? RetentionPeriodUnit { get; init; }
}

/// <summary>A tag of the resources that a rule is about.</summary>
internal sealed record ResourceTag
{
    public string? ResourceTagKey { get; init; }

    /// <summary>The value; empty if a request leaves it out.</summary>
    public string? ResourceTagValue { get; init => field = value ?? ""; } = "";

    /// <summary>Whether a resource has this tag.</summary>
    public bool IsIn(TagMap tags) => tags.TryGetValue(ResourceTagKey!, out var value) && value == ResourceTagValue;
}

/// <summary>A tag of a rule.</summary>
internal sealed record RuleTag
{
    public string? Key { get; init; }

    public string? Value { get; init; }
}

/// <summary>The resources that rules can keep. AWS also has volumes.</summary>
internal static class RetainedType
{
    public const string Image = "EC2_IMAGE";
    public const string Snapshot = "EBS_SNAPSHOT";
}
