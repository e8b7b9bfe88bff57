using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>
/// For each image the days, counted from the first run, on which it passes the age of a rule, or one of its AMIs leaves
/// the window of its last launch. On other days the rules decide about it as on the day before.
/// </summary>
internal sealed class ThresholdDays
{
    private readonly SortedDictionary<int, List<int>> images = [];

    public ThresholdDays(IReadOnlyList<LifecycleRule> rules, IReadOnlyList<Image> images, AmiFactIndex? facts, DateTimeOffset first)
    {
        foreach (var rule in rules)
        {
            for (var index = 0; index < images.Count; index++)
            {
                var image = images[index];
                if (rule.Age is { } age && image.DateCreated is { } created)
                    Add(age.EndAfter(created.UtcDateTime), first, index);
                if (rule.AmiExclusions?.LastLaunched is not { } window)
                    continue;
                foreach (var ami in image.OutputResources?.Amis ?? [])
                {
                    if (ami is not null && new KnownAmi(ami, facts?.Find(ami)).LastLaunchedTime is { } launched)
                        Add(window.EndAfter(launched.UtcDateTime), first, index);
                }
            }
        }
    }

    /// <summary>The days with their images, in order, as indexes.</summary>
    public IEnumerable<KeyValuePair<int, List<int>>> Days => images;

    // An image is older only after the moment, so a run at the very moment is too early; for a launch it is just right.
    private void Add(DateTime? moment, DateTimeOffset first, int index)
    {
        if (moment is not { } end || end < first.UtcDateTime)
            return;
        var day = (int)((end - first.UtcDateTime).Ticks / TimeSpan.TicksPerDay);
        Of(day).Add(index);
        Of(day + 1).Add(index);
    }

    private List<int> Of(int day)
    {
        if (!images.TryGetValue(day, out var indexes))
            images.Add(day, indexes = []);
        return indexes;
    }
}
