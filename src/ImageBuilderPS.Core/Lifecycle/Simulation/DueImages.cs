using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>
/// The images that a run has to look at, after a first run over all: those that pass a threshold, and those that the run
/// before changed. Beside them the newest of their recipe versions, which hold the retention slots. About all others the
/// run would decide as the one before, so that hundreds of runs cost little more than one.
/// </summary>
internal sealed class DueImages
{
    private readonly IReadOnlyList<Image> images;
    private readonly int slots;
    private readonly IEnumerator<KeyValuePair<int, List<int>>> days;
    private readonly Dictionary<Image, int> places;
    private readonly Dictionary<RecipeVersion, List<int>> byVersion = [];
    private readonly RecipeVersion[] versions;
    private readonly HashSet<int> gone = [];
    private bool hasDay;

    /// <param name="evaluator">The policy.</param>
    /// <param name="images">The images that it selects, in the order of a run. The runs change them.</param>
    /// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
    /// <param name="first">The time of the first run.</param>
    public DueImages(LifecycleEvaluator evaluator, IReadOnlyList<Image> images, AmiFactIndex? facts, DateTimeOffset first)
    {
        this.images = images;
        slots = evaluator.Rules.Select(rule => rule.Slots).DefaultIfEmpty().Max();
        places = new(images.Count);
        versions = new RecipeVersion[images.Count];
        var index = new RecipeVersionIndex(evaluator.Selection);
        for (var place = 0; place < images.Count; place++)
        {
            places[images[place]] = place;
            versions[place] = index.Get(images[place]);
            if (!byVersion.TryGetValue(versions[place], out var same))
                byVersion.Add(versions[place], same = []);
            same.Add(place);
        }
        days = new ThresholdDays(evaluator.Rules, images, facts, first).Days.GetEnumerator();
        hasDay = days.MoveNext();
    }

    /// <summary>The next day on which an image is due, and what its run has to look at; null after the last.</summary>
    /// <param name="day">The day of the last run.</param>
    /// <param name="changed">The images that it changed.</param>
    /// <param name="deleted">The images that it deleted.</param>
    public (int Day, List<Image> Images)? After(int day, IReadOnlyCollection<Image> changed, IReadOnlyCollection<Image> deleted)
    {
        foreach (var image in deleted)
            gone.Add(places[image]);
        while (hasDay && days.Current.Key <= day)
            hasDay = days.MoveNext();
        // What a run changed, the next rule may change on the next day.
        var due = new SortedSet<int>(changed.Select(image => places[image]).Where(place => !gone.Contains(place)));
        if (due.Count == 0 && !hasDay)
            return null;
        var next = due.Count > 0 ? day + 1 : days.Current.Key;
        if (hasDay && days.Current.Key == next)
            due.UnionWith(days.Current.Value.Where(place => !gone.Contains(place)));
        foreach (var version in due.Select(place => versions[place]).Distinct().ToList())
            due.UnionWith(SlotHolders(byVersion[version]));
        return (next, [.. due.Select(place => images[place])]);
    }

    // The newest that count, and those of the same moment as the last of them.
    private IEnumerable<int> SlotHolders(List<int> version)
    {
        if (slots == 0)
            yield break;
        var (count, last) = (0, default(DateTimeOffset?));
        foreach (var place in version)
        {
            if (gone.Contains(place) || !RetentionSlots.Counts(ImageStatusInfo.PhaseOf(images[place].State)))
                continue;
            if (count >= slots && images[place].DateCreated != last)
                yield break;
            (count, last) = (count + 1, images[place].DateCreated);
            yield return place;
        }
    }
}
