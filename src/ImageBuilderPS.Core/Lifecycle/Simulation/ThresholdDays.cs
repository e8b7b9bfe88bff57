using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>The days, counted from the first run, on which an image passes the age of a rule, or an AMI leaves the window of its last launch.</summary>
internal sealed class ThresholdDays
{
    private readonly List<int> days = [];

    public ThresholdDays(IReadOnlyList<LifecycleRule> rules, IReadOnlyList<Image> images, AmiFactIndex? facts, DateTimeOffset first)
    {
        var found = new HashSet<int>();
        foreach (var rule in rules)
        {
            foreach (var image in images)
            {
                if (rule.Age is { } age && image.DateCreated is { } created)
                    Add(age.EndAfter(created.UtcDateTime));
                if (rule.AmiExclusions?.LastLaunched is not { } window)
                    continue;
                foreach (var ami in image.OutputResources?.Amis ?? [])
                {
                    if (ami is not null && new KnownAmi(ami, facts?.Find(ami)).LastLaunchedTime is { } launched)
                        Add(window.EndAfter(launched.UtcDateTime));
                }
            }
        }
        days.AddRange(found);
        days.Sort();

        // An image is older only after the moment, so a run at the very moment is too early; for a launch it is just right.
        void Add(DateTime? moment)
        {
            if (moment is not { } end || end < first.UtcDateTime)
                return;
            var day = (end - first.UtcDateTime).Ticks / TimeSpan.TicksPerDay;
            found.Add((int)day);
            found.Add((int)day + 1);
        }
    }

    /// <summary>The next such day; null after the last.</summary>
    public int? After(int day)
    {
        var place = days.BinarySearch(day);
        var next = place < 0 ? ~place : place + 1;
        return next < days.Count ? days[next] : null;
    }
}
