using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Makes one report of the reports of several accounts and regions, and of those that could not be read.</summary>
internal static class ReportMerge
{
    /// <summary>The report. One that is alone, with nothing unread, stays as it is but for its account.</summary>
    /// <param name="kind">What it is of.</param>
    /// <param name="parts">The reports, each of one account and region.</param>
    /// <param name="unread">The accounts and regions that could not be read, or not all of them.</param>
    /// <param name="title">The title; null for that of the parts.</param>
    public static LifecycleReport Merge(LifecycleReportKind kind, IReadOnlyList<LifecycleReport> parts, IReadOnlyList<UnreadAccount> unread, string? title)
    {
        var accounts = Accounts(parts, unread);
        var merged = parts.Count == 1 ? parts[0] : Concatenate(kind, parts);
        // What needs a look comes first; OrderBy is stable.
        merged.Accounts = [.. accounts.OrderBy(account => account.Error is null).ThenBy(account => account.Standing)];
        merged.AccountId = LifecycleReportBuilder.OnlyOne(accounts.Select(account => account.AccountId));
        merged.Region = LifecycleReportBuilder.OnlyOne(accounts.Select(account => account.Region));
        if (title is not null)
            merged.Title = title;
        else if (accounts.Count > 1)
            merged.Title += $" in {ReportTotals.Number(accounts.Count)} accounts and regions";
        return merged;
    }

    private static LifecycleReport Concatenate(LifecycleReportKind kind, IReadOnlyList<LifecycleReport> parts)
    {
        var names = parts.SelectMany(part => part.Names).ToArray();
        var merged = LifecycleReportBuilder.Create(kind, LifecycleReportBuilder.TitleOf(kind, names), parts.SelectMany(part => part.Rows));
        merged.At = parts.Min(part => part.At);
        // Accounts are read one after another; that makes no several runs of one.
        merged.Until = parts.All(part => part.Until == part.At) ? merged.At : parts.Any(part => part.Until is null) ? null : parts.Max(part => part.Until);
        merged.CreatedBy = LifecycleReportBuilder.OnlyOne(parts.Select(part => part.CreatedBy));
        if (kind == LifecycleReportKind.Plan)
        {
            merged.IsBlocked = parts.Any(part => part.IsBlocked == true);
            merged.HasChanges = parts.Any(part => part.HasChanges == true);
        }
        merged.BlockedBy = [.. parts.SelectMany(part => part.BlockedBy)];
        merged.Policies = [.. parts.SelectMany(part => part.Policies)];
        merged.Executions = [.. parts.SelectMany(part => part.Executions)];
        merged.Calendar = LifecycleReportBuilder.Calendar(parts.SelectMany(part => part.Calendar));
        return merged;
    }

    private static List<LifecycleReportAccount> Accounts(IReadOnlyList<LifecycleReport> parts, IReadOnlyList<UnreadAccount> unread)
    {
        var accounts = parts.Where(part => part.AccountId is not null || part.Region is not null || part.Rows.Length + part.Policies.Length > 0).Select(Account).ToList();
        foreach (var failed in unread)
        {
            if (accounts.Find(account => IsSame(account, failed, accounts)) is not { } known)
            {
                known = new() { AccountId = failed.AccountId, Region = failed.Region, RoleArn = failed.RoleArn, ProfileName = failed.ProfileName };
                accounts.Add(known);
            }
            known.Error = known.Error is null ? failed.Message : $"{known.Error} {failed.Message}";
            (known.Standing, known.Verdict) = (ReportLevel.Bad, known.IsRead ? "Not all of it was read" : "Not read");
        }
        return accounts;
    }

    private static LifecycleReportAccount Account(LifecycleReport part)
    {
        var verdict = ReportVerdict.Of(part);
        return new()
        {
            AccountId = part.AccountId,
            Region = part.Region,
            RoleArn = part.RoleArn,
            Standing = verdict.Level,
            Verdict = verdict.Words,
            IsBlocked = part.IsBlocked,
            HasChanges = part.HasChanges,
            PolicyCount = part.Kind == nameof(LifecycleReportKind.Plan) ? part.Policies.Length : null,
            Totals = part.Totals,
        };
    }

    // The error of credentials that nobody named does not say whose they are; the only account of its region is theirs.
    private static bool IsSame(LifecycleReportAccount account, UnreadAccount failed, List<LifecycleReportAccount> accounts) =>
        account.Region == failed.Region && (account.AccountId == failed.AccountId
            ? failed.AccountId is not null || (account.RoleArn == failed.RoleArn && account.ProfileName == failed.ProfileName)
            : failed is { AccountId: null, RoleArn: null, ProfileName: null } && accounts.Count(other => other.Region == failed.Region) == 1);
}
