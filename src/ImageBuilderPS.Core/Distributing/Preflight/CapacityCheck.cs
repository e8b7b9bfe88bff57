using System.Globalization;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>
/// Checks the room for the copies: the quotas of AMIs, and the copies that wait for each other. What the earlier inputs of a
/// pipeline are going to copy counts too.
/// </summary>
/// <remarks>
/// Source: EC2 user guide, "Quotas" (AMIs; those in the Recycle Bin count); EBS user guide, "Quotas for Amazon EBS"
/// (concurrent snapshot copies per destination region).
/// </remarks>
/// <param name="sites">The accounts and regions.</param>
internal sealed class CapacityCheck(PreflightSites sites)
{
    // The newest copies tell best how long the next one takes.
    private const int MaxSamples = 100;

    private readonly Dictionary<PreflightPlace, (int Images, int Copies)> planned = [];

    public async Task CheckAsync(PreflightPlan plan, PreflightSource source, PreflightRows rows)
    {
        var places = plan.Places;
        await CheckQuotaAsync(plan, places, rows).ConfigureAwait(false);
        await CheckQueueAsync(plan, places, source.Snapshots, rows).ConfigureAwait(false);
        // What fails is not going to be sent.
        if (!rows.HasFailure)
            Plan(places, source.Snapshots);
    }

    private async Task CheckQuotaAsync(PreflightPlan plan, IReadOnlyList<PreflightPlace> places, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.AmiQuota;
        if (!rows.Makes(Name))
            return;
        var good = new List<(PreflightPlace Place, int Count, int Quota)>();
        foreach (var (place, read) in await PreflightSites.ReadAllAsync(places, ReadImagesAsync).ConfigureAwait(false))
        {
            if (QuotaOf(read.Quota, read.Problem, "the quota of AMIs", Name, place, rows) is not { } quota)
                continue;
            var count = read.Count + PlannedFor(place).Images + 1;
            if (count > quota)
            {
                rows.Fail(
                    Name,
                    $"With this copy there would be {Number(count)} AMIs{(PlannedFor(place).Images > 0 ? $", {Number(PlannedFor(place).Images)} of them of earlier inputs" : "")}; the quota is {Number(quota)}.",
                    "Deregister AMIs that nobody uses, empty the Recycle Bin, or request a higher quota of AMIs.",
                    place.Region,
                    place.AccountId ?? plan.OwnAccount);
            }
            else
            {
                good.Add((place, count, quota));
            }
        }
        if (good.Count > 0)
        {
            var fullest = good.OrderByDescending(one => (double)one.Count / one.Quota).First();
            rows.PassAll(Name, PreflightPlace.ListAll([.. good.Select(one => one.Place)]), $"at most {Number(fullest.Count)} of {Number(fullest.Quota)} AMIs with this copy.");
        }
    }

    private async Task<(int Count, int? Quota, AmiFactProblem? Problem)> ReadImagesAsync(PreflightPlace place)
    {
        var site = sites.Get(place.Region, place.AccountId);
        var counting = site.ReadAsync(Ec2Permissions.DescribeImages, (ec2, token) => ec2.CountImagesAsync(token), "count");
        var recycled = site.ReadAsync(Ec2Permissions.ListImagesInRecycleBin, (ec2, token) => ec2.CountRecycledImagesAsync(token));
        var (quota, noQuota) = await site.ReadAsync(Ec2Permissions.GetServiceQuota, (ec2, token) => ec2.GetImageQuotaAsync(token), "images").ConfigureAwait(false);
        var (count, noCount) = await counting.ConfigureAwait(false);
        // The bin matters where the quota is nearly used up. Without the permission it counts as empty.
        var (inBin, _) = await recycled.ConfigureAwait(false);
        return (count + inBin, quota, noCount ?? noQuota);
    }

    private async Task CheckQueueAsync(PreflightPlan plan, IReadOnlyList<PreflightPlace> places, int copies, PreflightRows rows)
    {
        const string Name = DistributeImageChecks.CopyQueue;
        if (!rows.Makes(Name))
            return;
        var free = new List<PreflightPlace>();
        TimeSpan? longest = null;
        foreach (var (place, read) in await PreflightSites.ReadAllAsync(places, ReadCopiesAsync).ConfigureAwait(false))
        {
            if (QuotaOf(read.Quota, read.Problem, "how many snapshots are copied at a time", Name, place, rows) is not { } quota)
                continue;
            var before = read.Copies!.Count(copy => copy.IsPending) + PlannedFor(place).Copies;
            var all = before + copies;
            var average = Average(read.Copies!);
            if (all <= quota)
            {
                free.Add(place);
                longest = average > longest || longest is null ? average : longest;
                continue;
            }
            var rounds = (all + quota - 1) / quota;
            rows.Warn(
                Name,
                $"{Number(before)} snapshot {(before == 1 ? "copy comes" : "copies come")} before {(copies == 1 ? "this one" : $"these {Number(copies)}")}, and {Number(quota)} run at a time. "
                    + $"The copies take {TimeText(average is { } one ? TimeSpan.FromTicks(one.Ticks * rounds) : null)}.",
                "Distribute fewer images at a time, or wait until the pending copies have ended.",
                place.Region,
                place.AccountId ?? plan.OwnAccount);
        }
        rows.PassAll(Name, PreflightPlace.ListAll(free), $"no copy has to wait. The copies take {TimeText(longest)}.");
    }

    private async Task<(IReadOnlyList<Ec2SnapshotCopy>? Copies, int? Quota, AmiFactProblem? Problem)> ReadCopiesAsync(PreflightPlace place)
    {
        var site = sites.Get(place.Region, place.AccountId);
        var reading = site.ReadAsync(Ec2Permissions.DescribeSnapshots, (ec2, token) => ec2.DescribeSnapshotCopiesAsync(token), "copies");
        var (quota, noQuota) = await site.ReadAsync(Ec2Permissions.ListServiceQuotas, (ec2, token) => ec2.GetSnapshotCopyQuotaAsync(token), "copies").ConfigureAwait(false);
        var (copies, noCopies) = await reading.ConfigureAwait(false);
        return (copies, quota, noCopies ?? noQuota);
    }

    // Null, with a row that says why, where the place cannot be judged.
    private static int? QuotaOf(int? quota, AmiFactProblem? problem, string what, string name, PreflightPlace place, PreflightRows rows)
    {
        if (problem is not null)
            rows.DoNotKnow(name, problem, place.Region, place.AccountId);
        else if (quota is null)
            rows.DoNotKnow(name, $"Service Quotas does not tell {what}.", place.Region, place.AccountId);
        return problem is null ? quota : null;
    }

    private static TimeSpan? Average(IEnumerable<Ec2SnapshotCopy> copies)
    {
        var durations = copies
            .Where(copy => copy is { StartTime: not null, CompletionTime: not null } && copy.CompletionTime >= copy.StartTime)
            .OrderByDescending(copy => copy.StartTime)
            .Take(MaxSamples)
            .Select(copy => (copy.CompletionTime!.Value - copy.StartTime!.Value).Ticks)
            .ToList();
        return durations.Count == 0 ? null : TimeSpan.FromTicks((long)durations.Average());
    }

    private static string TimeText(TimeSpan? time)
    {
        const double HoursFromMinutes = 120;
        return time is not { } known ? "a time that no earlier copy tells"
            : known.TotalMinutes < 1 ? "less than a minute"
            : known.TotalMinutes < HoursFromMinutes ? $"about {Math.Round(known.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes"
            : $"about {known.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private (int Images, int Copies) PlannedFor(PreflightPlace place)
    {
        lock (planned)
            return planned.TryGetValue(place, out var known) ? known : default;
    }

    private void Plan(IReadOnlyList<PreflightPlace> places, int copies)
    {
        lock (planned)
        {
            foreach (var place in places)
            {
                var before = planned.TryGetValue(place, out var known) ? known : default;
                planned[place] = (before.Images + 1, before.Copies + copies);
            }
        }
    }
}
