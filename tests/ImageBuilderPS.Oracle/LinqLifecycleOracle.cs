using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Oracle;

/// <summary>
/// A second implementation of the rules of a lifecycle run, in plain LINQ. The tests compare the evaluator with it, and the
/// benchmark measures both. It shares only the contract with the evaluator.
/// </summary>
public sealed class LinqLifecycleOracle(LifecyclePolicy policy, IReadOnlyList<Image> images, DateTimeOffset at, OracleEc2? ec2 = null)
{
    private static readonly string[] BuildingStates =
        ["PENDING", "CREATING", "BUILDING", "IMPORTING", "TESTING", "DISTRIBUTING", "INTEGRATING"];

    private static readonly string[] OtherStates =
        ["AVAILABLE", "DEPRECATED", "DISABLED", "FAILED", "CANCELLED", "DELETED"];

    private static readonly string[] RuleOrder = ["DEPRECATE", "DISABLE", "DELETE"];

    private readonly OracleEc2 ec2 = ec2 ?? new([]);
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

    private IEnumerable<OracleDecision> OfSelected(Image image, List<OracleRule> rules)
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
        return action is "Deprecate" or "Disable" or "Delete" ? WithOutputs(rule, image, decision)
            : [action == "Unknown" ? decision with { Outcome = action } : decision];
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

    private IEnumerable<OracleDecision> WithOutputs(OracleRule rule, Image image, OracleDecision parent)
    {
        var include = rule.Detail.Action!.IncludeResources;
        var amis = include?.Amis == true ? (image.OutputResources?.Amis ?? []).Select(ami => OfAmi(rule, ami, parent)).ToList() : [];
        var lacksAmis = include?.Amis == true && image.OutputResources?.Amis is null && !containers && !IsFailed(image) && !HasState(image, "DELETED");
        var (outcome, refusal) = lacksAmis ? ("Unknown", "None") : OracleEc2.OfImage([.. amis.Select(ami => ami.ForImage)]);
        var others = (image.OutputResources?.Amis ?? []).Where(ami => include?.Amis != true && rule.IsDelete && !OracleAmi.IsGone(ami, ec2.Find(ami)))
            .Select(ami => parent with { Type = "Ami", Id = ami.Image, Region = ami.Region ?? ec2.Find(ami)?.Region, Action = "Keep", Because = "NotIncluded" });
        var uris = (image.OutputResources?.Containers ?? []).Where(_ => include?.Containers == true)
            .SelectMany(container => container.ImageUris!.Select(uri => parent with
            {
                Type = "Container",
                Id = uri,
                Region = container.Region,
                Because = "OutputOfImage",
                Outcome = "Success",
            }));
        var isLeft = rule.IsDelete && outcome != "Refused";
        return
        [
            parent with { Outcome = outcome, Refusal = refusal },
            .. amis.SelectMany(ami => ami.Snapshots.Where(_ => include?.Snapshots == true).Prepend(IsLeft(ami.Decision))),
            .. others.Select(IsLeft),
            .. uris,
        ];

        OracleDecision IsLeft(OracleDecision ami) =>
            ami.Action is "Keep" or "Skip" ? ami with { IsUnmanaged = isLeft, Outcome = isLeft ? "Unmanaged" : "None" }
            : ami with { IsUnmanaged = isLeft && ami.Action == "Unknown" };
    }

    private (OracleDecision Decision, string ForImage, List<OracleDecision> Snapshots) OfAmi(OracleRule rule, Ami ami, OracleDecision parent)
    {
        var fact = ec2.Find(ami);
        var (action, because) = OracleAmi.Evaluate(rule, ami, fact);
        var (outcome, refusal) = action == "Skip" ? ("None", "None") : ec2.OfAmi(rule, ami, isCertain: action != "Unknown");
        // Unless it is excluded, the image stays with an AMI that is refused.
        var forImage = action == "Unknown" && outcome == "Refused" ? "Unknown" : outcome;
        if (action == "Unknown")
            (outcome, refusal) = ("Unknown", "None");
        var decision = parent with { Type = "Ami", Id = ami.Image, Region = ami.Region ?? fact?.Region, Action = action, Because = because, Outcome = outcome, Refusal = refusal };
        var snapshots = (ami.SnapshotIds ?? fact?.Snapshots?.Select(snapshot => snapshot.SnapshotId) ?? (OracleAmi.IsMissing(ami) ? [] : [null])).Select(id =>
        {
            var (ofSnapshot, refusalOfSnapshot) = action is "Skip" or "Unknown" ? (outcome, refusal) : ec2.OfSnapshot(ami, outcome, id);
            return decision with { Type = "Snapshot", Id = id, Outcome = ofSnapshot, Refusal = refusalOfSnapshot };
        });
        return (decision, forImage, [.. snapshots]);
    }
}
