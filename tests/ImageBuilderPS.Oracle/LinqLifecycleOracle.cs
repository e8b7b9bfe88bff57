using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Oracle;

/// <summary>
/// A second implementation of the rules of a lifecycle run, in plain LINQ. The tests compare the evaluator with it, and the
/// benchmark measures both. It shares only the contract with the evaluator.
/// </summary>
public sealed class LinqLifecycleOracle(LifecyclePolicy policy, IReadOnlyList<Image> images, DateTimeOffset at)
{
    private static readonly string[] BuildingStates =
        ["PENDING", "CREATING", "BUILDING", "IMPORTING", "TESTING", "DISTRIBUTING", "INTEGRATING"];

    private static readonly string[] OtherStates =
        ["AVAILABLE", "DEPRECATED", "DISABLED", "FAILED", "CANCELLED", "DELETED"];

    private static readonly string[] RuleOrder = ["DEPRECATE", "DISABLE", "DELETE"];

    private readonly bool containers = Same(policy.ResourceType, "CONTAINER_IMAGE");

    /// <summary>Decides as one run does.</summary>
    public List<OracleDecision> Decide()
    {
        var selected = images.Where(IsSelected).OrderByDescending(image => image.DateCreated ?? DateTimeOffset.MaxValue).ToList();
        var rules = policy.PolicyDetails!.Select((detail, index) => new OracleRule(detail, index, at))
            .OrderBy(rule => Array.IndexOf(RuleOrder, rule.Action))
            .ToList();
        foreach (var rule in rules.Where(rule => rule.IsDelete))
            rule.Retain(selected.Where(image => !IsBuilding(image) && !IsFailed(image)), RecipeOf);
        return
        [
            .. selected.SelectMany(image => OfSelected(image, rules)),
            .. images.Where(image => !IsSelected(image)).Select(image => OfImage(image, "Keep", null, HasType(image) ? "NotSelected" : "OtherType")),
        ];
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsBuilding(Image image) => BuildingStates.Any(state => Same(state, image.State?.Status));

    private static bool IsFailed(Image image) => HasState(image, "FAILED", "CANCELLED");

    private static bool HasState(Image image, params string[] states) => states.Any(state => Same(state, image.State?.Status));

    private static bool AnyTag(TagMap? tags, TagMap? wanted) =>
        tags is not null && wanted is not null && wanted.Any(tag => tags.Any(other => other.Key == tag.Key && other.Value == tag.Value));

    private static (string? Name, string? Version) RecipeOf(Image image) =>
        image.ImageRecipe?.Name is not null ? (image.ImageRecipe.Name, image.ImageRecipe.Version)
        : image.ContainerRecipe?.Name is not null ? (image.ContainerRecipe.Name, image.ContainerRecipe.Version)
        : (image.Name, image.Version?.Split('/')[0]);

    private bool HasType(Image image) => containers == Same(image.Type, "DOCKER");

    private bool IsSelected(Image image)
    {
        var (name, version) = RecipeOf(image);
        return HasType(image)
            && (AnyTag(image.Tags, policy.ResourceSelection!.TagMap)
                || (policy.ResourceSelection.Recipes ?? []).Any(recipe => recipe.Name == name && Matches(recipe.SemanticVersion!, version)));
    }

    private static bool Matches(string pattern, string? version) =>
        version is not null
        && pattern.Split('.').Zip(version.Split('.')).All(parts => parts.First == "x" || parts.First == parts.Second);

    private static OracleDecision OfImage(Image image, string action, int? rule, string because)
    {
        var (name, version) = RecipeOf(image);
        return new(action, "Image", image.Arn, rule, because, name, version, image.Arn?.Split(':')[3]);
    }

    private static IEnumerable<OracleDecision> OfSelected(Image image, List<OracleRule> rules)
    {
        if (IsBuilding(image))
            return [OfImage(image, "Keep", null, "StillBuilding")];
        var outcomes = rules.Select(rule => (Rule: rule, Outcome: Evaluate(rule, image))).ToList();
        var decided = outcomes.Where(item => item.Outcome.Action is not ("Keep" or "Skip")).Take(1)
            .Concat(outcomes.Where(item => item.Outcome.Action == "Skip").Take(1))
            .Concat(outcomes.Where(item => item.Outcome.Action == "Keep").TakeLast(1))
            .ToList();
        if (decided.Count == 0)
            return [OfImage(image, "Keep", null, "None")];
        var (rule, (action, because)) = decided[0];
        var decision = OfImage(image, action, rule.Index, because);
        return action is "Deprecate" or "Disable" or "Delete" ? [decision, .. Outputs(rule, image, decision)] : [decision];
    }

    private static (string Action, string Because) Evaluate(OracleRule rule, Image image)
    {
        if (!rule.IsDelete)
        {
            if (HasState(image, "DISABLED", "FAILED", "CANCELLED", "DELETED"))
                return ("Keep", "PassedOver");
            if (rule.Action == "DEPRECATE" && HasState(image, "DEPRECATED"))
                return ("Keep", "PassedOver");
            return image.DateCreated is not null && !rule.IsOlder(image) ? ("Keep", "NotOlder") : Act(rule, image, "Older");
        }
        if (IsFailed(image))
            return (rule.Verb, "FailedOrCancelled");
        if (!HasState(image, OtherStates))
            return ("Unknown", "Unknown");
        if (image.DateCreated is not null && rule.IsAge && !rule.IsOlder(image))
            return ("Keep", "NotOlder");
        if (image.DateCreated is not null && rule.IsRetained(image))
            return ("Keep", "Retained");
        return Act(rule, image, rule.IsAge ? "Older" : "BeyondNewest");
    }

    private static (string Action, string Because) Act(OracleRule rule, Image image, string because)
    {
        if (!HasState(image, "DELETED") && AnyTag(image.Tags, rule.Detail.ExclusionRules?.TagMap))
            return ("Skip", "ImageTagged");
        if (image.DateCreated is null || !HasState(image, OtherStates))
            return ("Unknown", "Unknown");
        return (rule.Verb, because);
    }

    private static IEnumerable<OracleDecision> Outputs(OracleRule rule, Image image, OracleDecision parent)
    {
        var include = rule.Detail.Action!.IncludeResources;
        var amis = (image.OutputResources?.Amis ?? []).SelectMany(ami =>
        {
            var isIncluded = include?.Amis == true;
            var (action, because) = isIncluded ? OracleAmi.Evaluate(rule, ami) : ("Keep", "NotIncluded");
            var ofAmi = parent with
            {
                Type = "Ami",
                Id = ami.Image,
                Region = ami.Region,
                Action = action,
                Because = because,
                IsUnmanaged = rule.IsDelete && action != "Delete",
            };
            var ofSnapshot = ofAmi with { Type = "Snapshot", IsUnmanaged = false };
            var snapshots = (ami.SnapshotIds ?? [null!]).Select(id => ofSnapshot with { Id = id });
            return isIncluded || (rule.IsDelete && !OracleAmi.IsDeleted(ami)) ? [ofAmi, .. include?.Snapshots == true ? snapshots : []]
                : Array.Empty<OracleDecision>();
        });
        var uris = (image.OutputResources?.Containers ?? [])
            .SelectMany(container => container.ImageUris!.Select(uri => parent with
            {
                Type = "Container",
                Id = uri,
                Region = container.Region,
                Because = "OutputOfImage",
            }));
        return include?.Containers == true ? amis.Concat(uris) : amis;
    }
}
