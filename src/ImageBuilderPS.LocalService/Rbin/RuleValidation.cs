using System.Text.RegularExpressions;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Rbin;

/// <summary>Validates the requests of Recycle Bin.</summary>
/// <remarks>Sources: API model rbin-2021-06-15; user guide, for the longest period.</remarks>
internal static class RuleValidation
{
    private const int MaxDays = 365;
    private const int MaxResourceTags = 50;
    private const int MaxExcludeTags = 5;
    private const int MaxTags = 200;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const int MaxPageSize = 1000;
    private static readonly string[] Types = [RetainedType.Image, RetainedType.Snapshot];
    private static readonly string[] LockStates = ["locked", "pending_unlock", "unlocked"];
    private static readonly Regex ValidIdentifier = new(@"\A[0-9a-zA-Z]{11}\z");
    private static readonly Regex ValidDescription = new(@"\A[\S ]{0,255}\z");

    /// <summary>Requires each member to be valid that a request has.</summary>
    /// <exception cref="ValidationException">A member is not valid.</exception>
    public static void Check(RuleParameters parameters)
    {
        if (parameters.Identifier is { } identifier)
            Require(ValidIdentifier.IsMatch(identifier), "Identifier", identifier, "11 letters and digits");
        if (parameters.ResourceType is { } type)
            Require(Types.Contains(type), "ResourceType", type, string.Join(" or ", Types));
        if (parameters.Description is { } description)
            Require(ValidDescription.IsMatch(description), "Description", description, "at most 255 characters, without line breaks and tabs");
        if (parameters.LockState is { } state)
            Require(LockStates.Contains(state), "LockState", state, string.Join(" or ", LockStates));
        if (parameters.MaxResults is { } size)
            Require(size is >= 1 and <= MaxPageSize, "MaxResults", size, $"1 to {MaxPageSize}");
        if (parameters.RetentionPeriod is { } period)
            Check(period);
        Check("ResourceTags", parameters.ResourceTags, MaxResourceTags, tag => (tag.ResourceTagKey, tag.ResourceTagValue));
        Check("ExcludeResourceTags", parameters.ExcludeResourceTags, MaxExcludeTags, tag => (tag.ResourceTagKey, tag.ResourceTagValue));
        Check("Tags", parameters.Tags, MaxTags, tag => (tag.Key, tag.Value));
        if (parameters.LockConfiguration is not null)
            throw new ValidationException("LockConfiguration: the local service cannot lock rules.");
    }

    /// <summary>Requires a rule to have tags of one kind only.</summary>
    /// <exception cref="ValidationException">The rule has both.</exception>
    public static void Check(RetentionRule rule)
    {
        if (rule.ResourceTags.Length > 0 && rule.ExcludeResourceTags.Length > 0)
            throw new ValidationException("ExcludeResourceTags: only a rule without ResourceTags, which is for the whole region, can exclude tags.");
    }

    /// <exception cref="ValidationException">The request does not have the member.</exception>
    public static T Require<T>(T? value, string name)
        where T : class => value ?? throw new ValidationException($"{name} is required.");

    private static void Check(RetentionPeriod period)
    {
        Require(
            period.RetentionPeriodValue is >= 1 and <= MaxDays, "RetentionPeriod.RetentionPeriodValue", period.RetentionPeriodValue, $"1 to {MaxDays}");
        Require(period.RetentionPeriodUnit == RetentionPeriod.Days, "RetentionPeriod.RetentionPeriodUnit", period.RetentionPeriodUnit, RetentionPeriod.Days);
    }

    private static void Check<T>(string name, T?[]? tags, int maxCount, Func<T, (string? Key, string? Value)> read)
        where T : class
    {
        Require(tags is null || tags.Length <= maxCount, name, $"{tags?.Length} tags", $"at most {maxCount}");
        foreach (var tag in tags ?? [])
        {
            var (key, value) = tag is null ? default : read(tag);
            Require(key?.Length is >= 1 and <= MaxKeyLength, name, $"the key '{key}'", $"1 to {MaxKeyLength} characters");
            Require(value?.Length <= MaxValueLength, name, $"the value '{value}'", $"0 to {MaxValueLength} characters");
        }
    }

    private static void Require(bool isValid, string name, object? value, string expected)
    {
        if (!isValid)
            throw new ValidationException($"{name}: got {value ?? "nothing"}, expected {expected}.");
    }
}
