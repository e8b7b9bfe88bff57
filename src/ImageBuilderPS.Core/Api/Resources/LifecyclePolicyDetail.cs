using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>One rule of a lifecycle policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetail : ExtensibleShape
{
    /// <summary>The action.</summary>
    [ApiRequired]
    public LifecyclePolicyDetailAction? Action { get; set; }

    /// <summary>The images that the rule applies to, by age or count.</summary>
    [ApiRequired]
    public LifecyclePolicyDetailFilter? Filter { get; set; }

    /// <summary>What the rule excludes.</summary>
    public LifecyclePolicyDetailExclusionRules? ExclusionRules { get; set; }

    /// <summary>A short description: <c>DELETE by AGE 90 DAYS</c>.</summary>
    public override string ToString() => $"{Action} by {Filter}";
}

/// <summary>What a rule does.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetailAction : ExtensibleShape
{
    /// <summary>DELETE, DEPRECATE or DISABLE.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyDetailActionType))]
    public string? Type { get; set; }

    /// <summary>The resources that change together with the image resource; none by default.</summary>
    public LifecyclePolicyDetailActionIncludeResources? IncludeResources { get; set; }

    /// <summary>What is done.</summary>
    public override string ToString() => $"{Type}";
}

/// <summary>The resources that change together with the image resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetailActionIncludeResources : ExtensibleShape
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

/// <summary>Which images a rule acts on.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetailFilter : ExtensibleShape, IMemberRules
{
    /// <summary>By AGE or by COUNT.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyDetailFilterType))]
    public string? Type { get; set; }

    /// <summary>The age in units, or how many images are kept; 1 to 1000.</summary>
    [ApiRequired, ApiRange(1, 1000)]
    public int? Value { get; set; }

    /// <summary>The unit of the age: DAYS, WEEKS, MONTHS or YEARS; required with AGE.</summary>
    [OneOf(typeof(LifecyclePolicyTimeUnit))]
    public string? Unit { get; set; }

    /// <summary>How many of the newest images of each recipe version an AGE rule keeps regardless of their age; 1 to 10.</summary>
    [ApiRange(1, 10)]
    public int? RetainAtLeast { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        if (Unit is null && Type.EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Age))
            yield return new(path + ".unit", null, "a unit (DAYS, WEEKS, MONTHS or YEARS) with an AGE filter", "DAYS", ServiceMessages.NotNull);
    }

    /// <summary>A short description: <c>AGE 90 DAYS</c>.</summary>
    public override string ToString() => $"{Type} {Value} {Unit}".TrimEnd();
}

/// <summary>What a rule excludes.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetailExclusionRules : ExtensibleShape
{
    /// <summary>An image resource with any of these tags, key and value, is excluded with all its outputs.</summary>
    [TagMap]
    public TagMap? TagMap { get; set; }

    /// <summary>Excluded AMIs.</summary>
    public LifecyclePolicyDetailExclusionRulesAmis? Amis { get; set; }

    /// <summary>What is excluded.</summary>
    public override string ToString() => string.Join(", ", new[] { TagMap is { Count: > 0 } ? $"tags {TagMap}" : null, Amis?.ToString() }.Where(text => !string.IsNullOrEmpty(text)));
}

/// <summary>AMIs that a rule excludes.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetailExclusionRulesAmis : ExtensibleShape
{
    /// <summary>Public AMIs.</summary>
    public bool? IsPublic { get; set; }

    /// <summary>AMIs in these regions.</summary>
    [StringList]
    public string[]? Regions { get; set; }

    /// <summary>AMIs shared with any of these accounts, 1 to 1536.</summary>
    [AccountList]
    public string[]? SharedAccounts { get; set; }

    /// <summary>Recently launched AMIs.</summary>
    public LifecyclePolicyDetailExclusionRulesAmisLastLaunched? LastLaunched { get; set; }

    /// <summary>AMIs with any of these tags, key and value.</summary>
    [TagMap]
    public TagMap? TagMap { get; set; }

    /// <summary>What is excluded.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        IsPublic == true ? "public" : null,
        Regions is { Length: > 0 } ? "regions" : null,
        SharedAccounts is { Length: > 0 } ? "shared accounts" : null,
        LastLaunched is null ? null : $"launched within {LastLaunched}",
        TagMap is { Count: > 0 } ? $"AMI tags {TagMap}" : null,
    }.OfType<string>());
}

/// <summary>How recently an AMI was launched.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecyclePolicyDetailExclusionRulesAmisLastLaunched : ExtensibleShape
{
    /// <summary>In units; 1 to 365.</summary>
    [ApiRequired, ApiRange(1, 365)]
    public int? Value { get; set; }

    /// <summary>DAYS, WEEKS, MONTHS or YEARS.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyTimeUnit))]
    public string? Unit { get; set; }

    /// <summary>The period.</summary>
    public override string ToString() => $"{Value} {Unit}";
}

/// <summary>What a rule does.</summary>
public static class LifecyclePolicyDetailActionType
{
    /// <summary>Deletes.</summary>
    public const string Delete = "DELETE";

    /// <summary>Deprecates.</summary>
    public const string Deprecate = "DEPRECATE";

    /// <summary>Disables.</summary>
    public const string Disable = "DISABLE";
}

/// <summary>How a rule selects images.</summary>
public static class LifecyclePolicyDetailFilterType
{
    /// <summary>Older than an age.</summary>
    public const string Age = "AGE";

    /// <summary>Beyond a number of the newest.</summary>
    public const string Count = "COUNT";
}

/// <summary>Units of age.</summary>
public static class LifecyclePolicyTimeUnit
{
    /// <summary>Days.</summary>
    public const string Days = "DAYS";

    /// <summary>Weeks of 7 days.</summary>
    public const string Weeks = "WEEKS";

    /// <summary>Calendar months.</summary>
    public const string Months = "MONTHS";

    /// <summary>Calendar years.</summary>
    public const string Years = "YEARS";
}
