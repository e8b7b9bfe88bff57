using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>A lifecycle policy: which images it selects and what it does to them.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicy : ExtensibleShape
{
    /// <summary>The policy's ARN.</summary>
    [LifecyclePolicyArn]
    public string? Arn { get; set; }

    /// <summary>The policy's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs; DISABLED or ENABLED.</summary>
    [OneOf(typeof(LifecyclePolicyStatus))]
    public string? Status { get; set; }

    /// <summary>The name or ARN of the IAM role that the policy runs as, 1 to 2048 characters.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>What the policy applies to; AMI_IMAGE or CONTAINER_IMAGE.</summary>
    [OneOf(typeof(LifecyclePolicyResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>1 to 3 rules.</summary>
    [ListConstraint(1, 3)]
    public LifecyclePolicyDetail[]? PolicyDetails { get; set; }

    /// <summary>Which image resources the policy applies to.</summary>
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

    /// <summary>When it was created.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>When it was last updated.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>When it last ran.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateLastRun { get; set; }

    /// <summary>The policy's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>The policy as the service keeps it: enabled, if no status was given.</summary>
    internal LifecyclePolicy WithDefaultStatus()
    {
        var copy = (LifecyclePolicy)MemberwiseClone();
        copy.Status ??= LifecyclePolicyStatus.Enabled;
        return copy;
    }

    internal LifecyclePolicy WithTags(TagMap tags)
    {
        var copy = (LifecyclePolicy)MemberwiseClone();
        copy.Tags = tags;
        return copy;
    }

    /// <summary>The name.</summary>
    public override string ToString() => $"{Name}";
}

/// <summary>A summary of a lifecycle policy, as a list has it.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicySummary : Shape
{
    /// <summary>The policy's ARN.</summary>
    [LifecyclePolicyArn]
    public string? Arn { get; set; }

    /// <summary>The policy's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The policy's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs.</summary>
    [OneOf(typeof(LifecyclePolicyStatus))]
    public string? Status { get; set; }

    /// <summary>The role that it runs as.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>What it applies to.</summary>
    [OneOf(typeof(LifecyclePolicyResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>When it was created.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>When it was last updated.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>When it last ran.</summary>
    [EpochSeconds]
    public DateTimeOffset? DateLastRun { get; set; }

    /// <summary>The policy's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => $"{Name}";
}

/// <summary>Which image resources a policy applies to: by recipe or by tag, not both.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyResourceSelection : ExtensibleShape, IMemberRules
{
    /// <summary>Recipes, 1 to 50.</summary>
    [ListConstraint(1, 50)]
    public LifecyclePolicyResourceSelectionRecipe[]? Recipes { get; set; }

    /// <summary>Image resources that carry any of these tags, key and value.</summary>
    [TagMap]
    public TagMap? TagMap { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        const string Expected = "either recipes or tagMap, not both";
        if (Recipes is null && TagMap is null)
            yield return new(path, null, Expected, null, "Member must have either recipes or tagMap");
        if (Recipes is not null && TagMap is not null)
            yield return Violation.Create<InvalidParameterCombinationException>(path, "recipes and tagMap", Expected);
    }

    /// <summary>A short description: <c>recipes web 1.x.x</c>.</summary>
    public override string ToString() => Recipes is null ? $"tags {TagMap}" : "recipes " + string.Join(", ", Recipes.Select(recipe => $"{recipe}"));
}

/// <summary>A recipe and its versions that are selected.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyResourceSelectionRecipe : ExtensibleShape
{
    /// <summary>The recipe's name, 3 to 128 characters.</summary>
    [ApiRequired, ResourceName]
    public string? Name { get; set; }

    /// <summary>The recipe's version, with <c>x</c> as a wildcard: <c>1.x.x</c>.</summary>
    [ApiRequired, WildcardVersionNumber]
    public string? SemanticVersion { get; set; }

    /// <summary>The name and the version.</summary>
    public override string ToString() => $"{Name} {SemanticVersion}";
}

/// <summary>Whether a policy runs.</summary>
public static class LifecyclePolicyStatus
{
    /// <summary>It does not run.</summary>
    public const string Disabled = "DISABLED";

    /// <summary>It runs once a day.</summary>
    public const string Enabled = "ENABLED";
}

/// <summary>What a policy applies to.</summary>
public static class LifecyclePolicyResourceType
{
    /// <summary>AMI images.</summary>
    public const string AmiImage = "AMI_IMAGE";

    /// <summary>Container images.</summary>
    public const string ContainerImage = "CONTAINER_IMAGE";
}
