using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The retention slots of a DELETE rule in one run: so many for each recipe version, filled from the newest image on.</summary>
internal sealed class RetentionSlots(int slots, IReadOnlyList<Image> images, EvaluationOrder order, int recipeVersions)
{
    private readonly int[] taken = new int[recipeVersions];
    private readonly int[] tiedUntil = new int[recipeVersions];
    private readonly int[] ofMoment = new int[recipeVersions];
    private int momentEnd;

    /// <summary>Whether images in a phase count: they do not while they are built, nor when that came to nothing.</summary>
    public static bool Count(ImagePhase phase) => phase is not (ImagePhase.Building or ImagePhase.Failed or ImagePhase.Cancelled);

    /// <summary>Offers the next image that counts a slot.</summary>
    /// <param name="place">The image's place in the run's order.</param>
    /// <param name="recipe">The image's recipe version.</param>
    /// <param name="isTied">Whether images of the same moment and recipe version stand on both sides of the last slot.</param>
    /// <returns>Whether it got one.</returns>
    public bool Take(int place, RecipeVersion recipe, out bool isTied)
    {
        if (place >= momentEnd)
            FindTies(place);
        isTied = place < tiedUntil[recipe.Index];
        if (taken[recipe.Index] == slots)
            return false;
        taken[recipe.Index]++;
        return true;
    }

    private void FindTies(int start)
    {
        momentEnd = start + 1;
        if (DateOf(start) is not { } moment)
            return;
        while (momentEnd < order.Selected && DateOf(momentEnd) == moment)
            momentEnd++;
        if (momentEnd - start == 1)
            return;
        for (var place = start; place < momentEnd; place++)
        {
            if (!Count(ImageStatusInfo.PhaseOf(images[order[place]].State)))
                continue;
            var recipe = order.RecipeOf(order[place]).Index;
            ofMoment[recipe]++;
            if (taken[recipe] < slots && taken[recipe] + ofMoment[recipe] > slots)
                tiedUntil[recipe] = momentEnd;
        }
        for (var place = start; place < momentEnd; place++)
            ofMoment[order.RecipeOf(order[place]).Index] = 0;
    }

    private DateTimeOffset? DateOf(int place) => images[order[place]].DateCreated;
}
