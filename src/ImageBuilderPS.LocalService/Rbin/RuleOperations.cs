using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Rbin;

/// <summary>Creates, reads, changes and deletes retention rules.</summary>
internal static class RuleOperations
{
    private const int MaxRules = 250;
    private const int IdentifierLength = 11;

    public static RetentionRule Create(OperationContext context, RuleParameters parameters)
    {
        var rules = context.State.RetentionRules;
        var identifier = Guid.NewGuid().ToString("N").Substring(0, IdentifierLength);
        var rule = new RetentionRule
        {
            Identifier = identifier,
            Description = parameters.Description,
            ResourceType = RuleValidation.Require(parameters.ResourceType, "ResourceType"),
            RetentionPeriod = RuleValidation.Require(parameters.RetentionPeriod, "RetentionPeriod"),
            ResourceTags = parameters.ResourceTags ?? [],
            ExcludeResourceTags = parameters.ExcludeResourceTags ?? [],
            Tags = parameters.Tags ?? [],
            RuleArn = context.State.Arn("rbin", "rule/" + identifier),
        };
        RuleValidation.Check(rule);
        if (rules.Count >= MaxRules)
            throw new ServiceQuotaExceededException($"A region can have at most {MaxRules} retention rules.");
        rules.Put(identifier, rule);
        return rule;
    }

    public static RetentionRule Get(OperationContext context, RuleParameters parameters) => WithoutTags(Require(context, parameters));

    public static RuleList List(OperationContext context, RuleParameters parameters)
    {
        const string Name = "ListRules";
        var type = RuleValidation.Require(parameters.ResourceType, "ResourceType");
        var found = context.State.RetentionRules.After(ListPages.After(Name, parameters.NextToken))
            .Where(entry => entry.Value.ResourceType == type)
            .Where(entry => HasAny(entry.Value.ResourceTags, parameters.ResourceTags))
            .Where(entry => HasAny(entry.Value.ExcludeResourceTags, parameters.ExcludeResourceTags))
            // No rule has ever been locked, so none has a lock state.
            .Where(_ => parameters.LockState is null)
            .Select(entry => new KeyValuePair<string, RuleSummary>(entry.Key, Summary(entry.Value)));
        var (rules, next) = ListPages.Page(Name, parameters.MaxResults ?? MaxRules, found);
        return new(rules, next);
    }

    public static RetentionRule Update(OperationContext context, RuleParameters parameters)
    {
        var old = Require(context, parameters);
        if (parameters.ResourceType is { } type && type != old.ResourceType)
            throw new ValidationException($"ResourceType: the resource type of the rule {old.Identifier} is {old.ResourceType} and cannot be changed.");
        var rule = old with
        {
            Description = parameters.Description ?? old.Description,
            RetentionPeriod = parameters.RetentionPeriod ?? old.RetentionPeriod,
            ResourceTags = parameters.ResourceTags ?? old.ResourceTags,
            ExcludeResourceTags = parameters.ExcludeResourceTags ?? old.ExcludeResourceTags,
        };
        RuleValidation.Check(rule);
        context.State.RetentionRules.Put(rule.Identifier, rule);
        return WithoutTags(rule);
    }

    public static object? Delete(OperationContext context, RuleParameters parameters)
    {
        context.State.RetentionRules.Remove(Require(context, parameters).Identifier);
        return null;
    }

    private static RetentionRule Require(OperationContext context, RuleParameters parameters) =>
        context.State.RetentionRules.Find(parameters.Identifier!)
        ?? throw new ResourceNotFoundException($"The retention rule {parameters.Identifier} does not exist.");

    private static bool HasAny(ResourceTag[] tags, ResourceTag[]? wanted) => wanted is not { Length: > 0 } || tags.Intersect(wanted).Any();

    // The API has an operation of its own for the tags of a rule.
    private static RetentionRule WithoutTags(RetentionRule rule) => rule with { Tags = null };

    private static RuleSummary Summary(RetentionRule rule) => new(rule.Identifier, rule.Description, rule.RetentionPeriod, rule.RuleArn);
}

/// <summary>A page of rules.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="NextToken">The token of the next page; null on the last one.</param>
internal sealed record RuleList(IReadOnlyList<RuleSummary> Rules, string? NextToken);

/// <summary>The short form of a rule.</summary>
/// <param name="Identifier">Its id.</param>
/// <param name="Description">Its description, or null.</param>
/// <param name="RetentionPeriod">Its period.</param>
/// <param name="RuleArn">Its ARN.</param>
internal sealed record RuleSummary(string Identifier, string? Description, RetentionPeriod RetentionPeriod, string RuleArn);
