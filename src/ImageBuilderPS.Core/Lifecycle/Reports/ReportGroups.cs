using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Counts rows by age, recipe or region.</summary>
internal static class ReportGroups
{
    private static readonly (int MaxDays, string Name)[] Ages =
    [
        (30, "0 to 30 days"), (90, "31 to 90 days"), (180, "91 to 180 days"), (365, "181 to 365 days"), (730, "1 to 2 years"), (int.MaxValue, "over 2 years"),
    ];

    /// <summary>Images by age, the youngest first; empty where no age is known.</summary>
    /// <param name="rows">The rows.</param>
    public static LifecycleReportGroup[] ByAge(LifecycleReportRow[] rows)
    {
        var groups = Ages.Select(age => new LifecycleReportGroup { Name = age.Name }).ToList();
        var unknown = new LifecycleReportGroup();
        foreach (var row in rows)
        {
            if (row.ResourceType == nameof(LifecycleResourceType.Image))
                Count(row.AgeDays is { } days ? groups[Array.FindIndex(Ages, age => days <= age.MaxDays)] : unknown, row);
        }
        if (groups.TrueForAll(group => group.Total == 0))
            return [];
        if (unknown.Total > 0)
            groups.Add(unknown);
        return [.. groups];
    }

    /// <summary>Rows by a name; what is deleted most comes first.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="name">The name of a row's group; null when not known.</param>
    public static LifecycleReportGroup[] By(LifecycleReportRow[] rows, Func<LifecycleReportRow, string?> name)
    {
        var groups = new Dictionary<string, LifecycleReportGroup>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var key = name(row);
            if (!groups.TryGetValue(key ?? "", out var group))
                groups.Add(key ?? "", group = new() { Name = key });
            Count(group, row);
        }
        return [.. groups.Values.OrderByDescending(group => group.Deleted).ThenByDescending(group => group.Total).ThenBy(group => group.Name, StringComparer.Ordinal)];
    }

    private static void Count(LifecycleReportGroup group, LifecycleReportRow row)
    {
        switch (row.Kind)
        {
            case LifecycleEffect.Delete:
                group.Deleted++;
                break;
            case LifecycleEffect.Disable:
                group.Disabled++;
                break;
            case LifecycleEffect.Deprecate:
                group.Deprecated++;
                break;
            case LifecycleEffect.Unknown or LifecycleEffect.InProgress:
                group.Unknown++;
                break;
            default:
                group.Staying++;
                break;
        }
        group.InUse += row.IsAmiInUse ? 1 : 0;
    }
}
