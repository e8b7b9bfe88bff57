using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The retention slots of a DELETE rule in one run: each recipe version has the same number, filled from the newest image on.</summary>
internal sealed class RetentionSlots(int slots, IReadOnlyList<Image> images, EvaluationOrder order, int recipeVersions)
{
    private readonly int[] taken = new int[recipeVersions];
    private readonly int[] tiedUntil = new int[recipeVersions];
    private readonly int[] countAtMoment = new int[recipeVersions];
    private int momentEnd;

    /// <summary>Whether images in a phase count. Images that are being built, failed or were cancelled do not.</summary>
    public static bool Counts(ImagePhase phase) => phase is not (ImagePhase.Building or ImagePhase.Failed or ImagePhase.Cancelled);

    /// <summary>Gives the next image that counts a slot, if one is free.</summary>
    /// <param name="place">The image's place in the run's order.</param>
    /// <param name="recipe">The image's recipe version.</param>
    /// <param name="isTied">Whether images of the same moment and recipe version compete for the last slot.</param>
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
            if (!Counts(ImageStatusInfo.PhaseOf(images[order[place]].State)))
                continue;
            var recipe = order.RecipeOf(order[place]).Index;
            countAtMoment[recipe]++;
            if (taken[recipe] < slots && taken[recipe] + countAtMoment[recipe] > slots)
                tiedUntil[recipe] = momentEnd;
        }
        for (var place = start; place < momentEnd; place++)
            countAtMoment[order.RecipeOf(order[place]).Index] = 0;
    }

    private DateTimeOffset? DateOf(int place) => images[order[place]].DateCreated;
}
