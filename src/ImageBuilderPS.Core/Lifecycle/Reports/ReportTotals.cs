using System.Globalization;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Counts rows.</summary>
internal static class ReportTotals
{
    /// <summary>The counts. What several policies or several runs do with a resource in the same way counts once.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="kind">What the report is of: an execution did something, others do it.</param>
    public static LifecycleReportTotals Of(LifecycleReportRow[] rows, LifecycleReportKind kind)
    {
        var totals = new LifecycleReportTotals { Rows = rows.Length, NewDeletions = kind == LifecycleReportKind.Plan ? 0 : null };
        var known = new HashSet<(LifecycleEffect, string?, string?, string?, string?)>();
        foreach (var row in rows)
        {
            if (row.Kind is not (LifecycleEffect.Keep or LifecycleEffect.Skip) && known.Add((row.Kind, row.ResourceType, row.ResourceId ?? row.AmiId, row.Region, row.ImageArn)))
                Count(totals, row);
        }
        totals.Line = Line(totals, kind == LifecycleReportKind.Execution);
        return totals;
    }

    /// <summary>A size as text: <c>20.7 GB</c>.</summary>
    /// <param name="bytes">The size in bytes.</param>
    public static string Size(long bytes) => (bytes / (decimal)AmiSnapshot.BytesPerGiB).ToString("0.#", CultureInfo.InvariantCulture) + " GB";

    /// <summary>A price as text: <c>1.03 USD</c>.</summary>
    /// <param name="cost">The price in USD.</param>
    public static string Cost(decimal cost) => cost.ToString(cost < 100 ? "0.##" : "0", CultureInfo.InvariantCulture) + " USD";

    /// <summary>A number of things: <c>1 image</c>, <c>12,345 images</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">What, one of it.</param>
    public static string Amount(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A number with its thousands apart.</summary>
    /// <param name="number">The number.</param>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void Count(LifecycleReportTotals totals, LifecycleReportRow row)
    {
        var type = row.ResourceType;
        switch (row.Kind)
        {
            case LifecycleEffect.Delete:
                CountDeletion(totals, row);
                break;
            case LifecycleEffect.Disable:
                totals.DisabledImages += type == nameof(LifecycleResourceType.Image) ? 1 : 0;
                totals.DisabledAmis += type == nameof(LifecycleResourceType.Ami) ? 1 : 0;
                break;
            case LifecycleEffect.Deprecate:
                totals.DeprecatedImages += type == nameof(LifecycleResourceType.Image) ? 1 : 0;
                totals.DeprecatedAmis += type == nameof(LifecycleResourceType.Ami) ? 1 : 0;
                break;
            case LifecycleEffect.Restore:
                totals.Restored++;
                break;
            case LifecycleEffect.Refused:
                // The image and the snapshots of an AMI that is refused are no refusals of their own.
                totals.Refused += row.Refusal is null or nameof(RefusalKind.AmiStays) or nameof(RefusalKind.AmiOfImage) ? 0 : 1;
                break;
            case LifecycleEffect.Failed:
                totals.Failed++;
                break;
            case LifecycleEffect.InProgress:
                totals.InProgress++;
                break;
            case LifecycleEffect.SharedSnapshot:
                totals.SharedSnapshots++;
                break;
            case LifecycleEffect.Unmanaged:
                totals.Unmanaged++;
                break;
            default:
                totals.Unknown++;
                break;
        }
        totals.InUse += row.IsAmiInUse ? 1 : 0;
        // An execution does not tell what is in use.
        totals.UnknownUse += row.Kind is LifecycleEffect.Delete or LifecycleEffect.Disable && type == nameof(LifecycleResourceType.Ami)
            && row.InUseBy is null && row.LifecycleExecutionId is null ? 1 : 0;
    }

    private static void CountDeletion(LifecycleReportTotals totals, LifecycleReportRow row)
    {
        totals.NewDeletions += row.IsNew == true ? 1 : 0;
        switch (row.ResourceType)
        {
            case nameof(LifecycleResourceType.Image):
                totals.DeletedImages++;
                break;
            case nameof(LifecycleResourceType.Ami):
                totals.DeletedAmis++;
                break;
            case nameof(LifecycleResourceType.Container):
                totals.DeletedContainers++;
                break;
            default:
                totals.DeletedSnapshots++;
                totals.UnknownSizes += row.SizeBytes is null && row.LifecycleExecutionId is null ? 1 : 0;
                totals.FreedBytes += row.SizeBytes ?? 0;
                totals.MaxMonthlyCost += row.MaxMonthlyCost ?? 0;
                break;
        }
    }

    private static string Line(LifecycleReportTotals totals, bool isPast)
    {
        var deleted = Join(
            (totals.DeletedImages, "image"), (totals.DeletedAmis, "AMI"), (totals.DeletedSnapshots, "snapshot"), (totals.DeletedContainers, "container image"));
        if (totals.FreedBytes > 0)
            deleted += $", {Size(totals.FreedBytes)}, up to {Cost(totals.MaxMonthlyCost)} a month";
        string[] actions =
        [
            Sentence(isPast ? "deleted " : "deletes ", deleted),
            Sentence(isPast ? "disabled " : "disables ", Join((totals.DisabledImages, "image"), (totals.DisabledAmis, "AMI"))),
            Sentence(isPast ? "deprecated " : "deprecates ", Join((totals.DeprecatedImages, "image"), (totals.DeprecatedAmis, "AMI"))),
            Sentence(isPast ? "made available again: " : "makes available again: ", Join((totals.Restored, "resource"))),
        ];
        var text = string.Join("; ", actions.Where(action => action.Length > 0));
        if (text.Length == 0)
            text = isPast ? "changed nothing" : totals.Unknown > 0 ? "changes nothing for certain" : "changes nothing";
        var remarks = string.Join(", ", Remarks(totals));
        return char.ToUpperInvariant(text[0]) + text.Substring(1) + (remarks.Length > 0 ? "; " + remarks : "") + ".";
    }

    private static IEnumerable<string> Remarks(LifecycleReportTotals totals)
    {
        if (totals.InUse > 0)
            yield return Number(totals.InUse) + " in use";
        if (totals.UnknownUse > 0)
            yield return $"the use of {Amount(totals.UnknownUse, "AMI")} is unknown";
        if (totals.Unknown > 0)
            yield return Number(totals.Unknown) + " unknown";
        if (totals.Failed > 0)
            yield return Number(totals.Failed) + " failed";
        if (totals.InProgress > 0)
            yield return Number(totals.InProgress) + " in progress";
        if (totals.Refused > 0)
            yield return Number(totals.Refused) + " refused";
        if (totals.SharedSnapshots > 0)
            yield return Amount(totals.SharedSnapshots, "shared snapshot") + (totals.SharedSnapshots == 1 ? " stays" : " stay");
        if (totals.Unmanaged > 0)
            yield return Number(totals.Unmanaged) + " left unmanaged";
        if (totals.UnknownSizes > 0)
            yield return $"the size of {Amount(totals.UnknownSizes, "snapshot")} is unknown";
    }

    private static string Join(params (int Count, string Noun)[] parts) => string.Join(", ", parts.Where(part => part.Count > 0).Select(part => Amount(part.Count, part.Noun)));

    private static string Sentence(string verb, string what) => what.Length == 0 ? "" : verb + what;
}
