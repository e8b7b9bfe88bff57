namespace ImageBuilderPS.Lifecycle;

/// <summary>A rule in one run: its thresholds as of the run's time, and the retention slots taken so far.</summary>
internal sealed class LifecycleRuleState
{
    private readonly int[] taken;
    private readonly int[] takenByOlder;

    public LifecycleRuleState(LifecycleRule rule, DateTimeOffset at, int recipeVersions)
    {
        Rule = rule;
        Age = rule.Age?.Before(at) ?? default;
        LastLaunched = rule.AmiExclusions?.LastLaunched?.Before(at) ?? default;
        HasSlots = rule.Action == LifecycleAction.Delete && rule.Slots > 0;
        taken = HasSlots ? new int[recipeVersions] : [];
        takenByOlder = HasSlots && rule.Age is not null ? new int[recipeVersions] : [];
    }

    public LifecycleRule Rule { get; }

    public Period.Window Age { get; }

    public Period.Window LastLaunched { get; }

    private bool HasSlots { get; }

    /// <summary>Offers the next image of a recipe version, newest first, a retention slot.</summary>
    /// <param name="recipe">The recipe version.</param>
    /// <param name="isOlder">Whether the image is past the rule's age.</param>
    /// <param name="onlyByYounger">Whether the image would have a slot if younger images took none.</param>
    public bool TakeSlot(RecipeVersion recipe, bool isOlder, out bool onlyByYounger)
    {
        onlyByYounger = false;
        if (!HasSlots)
            return false;
        var retained = taken[recipe.Index] < Rule.Slots;
        if (retained)
            taken[recipe.Index]++;
        if (isOlder && Rule.Age is not null && takenByOlder[recipe.Index] < Rule.Slots)
        {
            takenByOlder[recipe.Index]++;
            onlyByYounger = !retained;
        }
        return retained;
    }
}
