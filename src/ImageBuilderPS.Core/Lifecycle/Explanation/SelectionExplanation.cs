using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Explanation;

/// <summary>Why a policy selects an image, or what would have to hold.</summary>
/// <remarks>Sources: user guide, how lifecycle management rules work; Image Builder's lifecycle sample.</remarks>
internal static class SelectionExplanation
{
    public static (bool IsSelected, string Reason) Explain(LifecyclePolicy policy, ImageSelection selection, Image image, AmiFactIndex? facts)
    {
        if (!selection.HasTypeOf(image))
        {
            return (false, selection.IsOfContainers
                ? "the policy is for container images, and this is an AMI image"
                : "the policy is for AMI images, and this is a container image");
        }
        var recipe = new RecipeVersionIndex(selection).Get(image);
        if (recipe.IsSelected)
            return (true, $"recipe {recipe} matches an entry of recipes");
        var wanted = policy.ResourceSelection?.TagMap is { Count: > 0 } tags ? tags : null;
        if (ImageSelection.FirstOf(image.Tags, wanted) is { } key)
            return (true, $"the image has the tag {key}={image.Tags![key]}");
        var reasons = new List<string>();
        if (policy.ResourceSelection?.Recipes is { Length: > 0 } recipes)
            reasons.Add(RecipeReason(recipes, recipe));
        if (wanted is not null)
            reasons.Add(TagReason(wanted, image, facts));
        return (false, reasons.Count == 0 ? "the policy selects nothing" : string.Join("; ", reasons));
    }

    private static string RecipeReason(LifecyclePolicyResourceSelectionRecipe[] recipes, RecipeVersion recipe)
    {
        var sameName = recipes.Where(entry => entry?.Name == recipe.Name).ToList();
        if (sameName.Count > 0)
            return $"recipe {recipe.Name} is selected in version {string.Join(" or ", sameName.Select(entry => entry.SemanticVersion))}, and the image's is {recipe.Version}";
        var otherCase = recipes.FirstOrDefault(entry => (entry?.Name).EqualsIgnoreCase(recipe.Name));
        return $"the image's recipe is {recipe}, and the policy selects {string.Join(", ", recipes.Select(entry => $"{entry?.Name} {entry?.SemanticVersion}"))}"
            + (otherCase is null ? "" : ": upper and lower case matter");
    }

    private static string TagReason(TagMap wanted, Image image, AmiFactIndex? facts)
    {
        var text = $"the image resource has none of the tags {wanted}";
        var other = wanted.Keys.FirstOrDefault(key => image.Tags?.ContainsKey(key) == true);
        if (other is not null)
            text += $" (its tag {other} has the value {image.Tags![other]})";
        var ami = (image.OutputResources?.Amis ?? []).FirstOrDefault(item =>
            item is not null && ImageSelection.HasAnyOf(new KnownAmi(item, facts?.Find(item)).Tags, wanted));
        return ami is null
            ? text + ". A pipeline's imageTags are on images of scheduled builds only"
            : text + $". Its AMI {ami.Image} has one, but only tags of the image resource count";
    }
}
