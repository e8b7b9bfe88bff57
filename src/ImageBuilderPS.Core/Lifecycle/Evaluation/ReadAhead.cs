using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>
/// Looks at a block of images before they are decided on. A decision waits for each object that it follows through
/// memory; these looks wait for nothing, so that they overlap, and the decisions find their objects in the cache.
/// </summary>
internal sealed class ReadAhead(IReadOnlyList<Image> images)
{
    private const int Block = 64;
    private int seen;

    /// <summary>Looks at the next block when a pass over the images in their own order comes to it.</summary>
    public void ForOrder(int place)
    {
        if (place % Block != 0)
            return;
        for (var i = place; i < Math.Min(place + Block, images.Count); i++)
        {
            if (images[i] is { } image)
                seen += Length(image.ImageRecipe?.Name) + Length(image.ImageRecipe?.Version) + Length(image.Type) + (image.Tags?.Count ?? 0);
        }
    }

    /// <summary>Looks at the next block when a pass over the images in a run's order comes to it.</summary>
    public void ForDecisions(int place, EvaluationOrder order)
    {
        if (place % Block != 0)
            return;
        for (var i = place; i < Math.Min(place + Block, order.Count); i++)
        {
            var image = images[order[i]];
            seen += order.RecipeOf(order[i]).Index + Length(image.State?.Status) + Length(image.Arn) + (image.Tags?.Count ?? 0);
        }
        for (var i = place; i < Math.Min(place + Block, order.Count); i++)
        {
            if (images[order[i]].OutputResources?.Amis is { Length: > 0 } amis && amis[0] is { } ami)
                seen += Length(ami.Region) + (ami.Tags?.Count ?? 0) + (ami.SharedAccounts?.Length ?? 0);
        }
    }

    private static int Length(string? text) => text is { Length: > 0 } ? text[text.Length - 1] : 0;
}
