using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>
/// A report as Markdown for a comment on GitHub or the summary of a job. It has at most <see cref="MaxCharacters"/>
/// characters, deletions first, and says what it leaves out.
/// </summary>
public static class MarkdownReport
{
    /// <summary>The most characters, and the most bytes of UTF-8: one less than a comment on GitHub can have.</summary>
    public const int MaxCharacters = 65_535;

    private const int MaxForAccounts = 15_000;
    private const int MaxForBlocks = 10_000;
    private const int MaxForPolicies = 20_000;
    private const int MaxResources = 10;
    private const int MaxUnfolded = 10;
    private const int MinFence = 3;

    private static readonly (LifecycleEffect Effect, string Title)[] Others =
    [
        (LifecycleEffect.Failed, "Failed"), (LifecycleEffect.Disable, "Disabled"), (LifecycleEffect.Deprecate, "Deprecated"), (LifecycleEffect.Restore, "Made available again"),
        (LifecycleEffect.Refused, "Refused"), (LifecycleEffect.Unmanaged, "Left unmanaged"), (LifecycleEffect.Unknown, "Unknown: may change"),
        (LifecycleEffect.SharedSnapshot, "Shared snapshots that stay"), (LifecycleEffect.InProgress, "In progress"),
    ];

    /// <summary>The text.</summary>
    /// <param name="report">The report.</param>
    public static string Write(LifecycleReport report)
    {
        var text = new MarkdownBudget(MaxCharacters);
        WriteHead(report, text);
        WriteAccounts(report, text);
        WriteBlocks(report, text);
        WritePolicies(report, text);
        WriteExecutions(report, text);
        var deletions = Take(report, LifecycleEffect.Delete);
        if (deletions.Count > 0)
        {
            text.TryAppend($"### {(report.Kind == nameof(LifecycleReportKind.Execution) ? "Deleted" : "Deletes")}\n\n");
            foreach (var recipe in deletions.GroupBy(row => row.Recipe).OrderByDescending(recipe => recipe.Count(row => row.IsAmiInUse)).ThenByDescending(recipe => recipe.Count()))
                WriteRows(text, recipe.Key ?? "Recipe not known", [.. recipe], withRecipe: false, report.HasAccounts);
        }
        foreach (var (effect, title) in Others)
        {
            if (Take(report, effect) is { Count: > 0 } rows)
                WriteRows(text, title, rows, withRecipe: true, report.HasAccounts);
        }
        text.AppendEnd(Kept(report));
        return text.ToString();
    }

    private static List<LifecycleReportRow> Take(LifecycleReport report, LifecycleEffect effect) => [.. report.Rows.Where(row => row.Kind == effect)];

    private static void WriteHead(LifecycleReport report, MarkdownBudget text)
    {
        var (level, sign, words, sentence) = ReportVerdict.Of(report);
        text.TryAppend($"## {MarkdownText.Escape(report.Title)}\n\n");
        text.TryAppend($"{Light(level)} **{sign} {words}.** {sentence}\n\n**{report.Totals.Line}**\n\n");
        var totals = report.Totals;
        if (totals.HasActions)
            WriteCounts(text, totals, report.Kind == nameof(LifecycleReportKind.Execution));
        string?[] facts =
        [
            report.AccountId is null ? null : "account " + MarkdownText.Escape(report.AccountId),
            report.Region is null ? null : MarkdownText.Escape(report.Region),
            report.At is { } at ? HtmlSections.Time(at) : null,
            report.Until is { } until && until != report.At ? "until " + HtmlSections.Time(until) : null,
            report.CreatedBy is null ? null : "by " + MarkdownText.Code(report.CreatedBy),
        ];
        if (Array.Exists(facts, fact => fact is not null))
            text.TryAppend(string.Join(" · ", facts.Where(fact => fact is not null)) + "\n\n");
    }

    private static string Light(ReportLevel level) => level switch
    {
        ReportLevel.Bad => "🔴",
        ReportLevel.Care => "🟠",
        _ => "🟢",
    };

    private static void WriteAccounts(LifecycleReport report, MarkdownBudget text)
    {
        if (!report.HasAccounts)
            return;
        text.TryAppend("### Accounts and regions\n\n| account | region | | policies | deletes images | in use | a month |\n|---|---|---|---:|---:|---:|---:|\n");
        text.AppendSome(report.Accounts.Select(Row), MaxForAccounts, "", "\n");
    }

    private static string Row(LifecycleReportAccount account)
    {
        var who = account.AccountId is null && account.ProfileName is not null ? "profile " + account.ProfileName : account.AccountId ?? account.RoleArn ?? "not known";
        var role = account.RoleToName is { } name ? $" ({MarkdownText.Code(name)})" : "";
        var verdict = $"{Light(account.Standing)} **{account.Verdict}**{role}{(account.Error is null ? "" : ": " + MarkdownText.Escape(account.Error))}";
        var totals = account.Totals;
        return $"| {MarkdownText.Escape(who)} | {MarkdownText.Escape(account.Region ?? "not known")} | {verdict} | {account.PolicyCount} | {(totals is null ? "" : $"**{ReportTotals.Number(totals.DeletedImages)}**")} | "
            + $"{(totals is null ? "" : (totals.InUse > 0 ? "⚠ " : "") + ReportTotals.Number(totals.InUse))} | {(totals is null ? "" : ReportTotals.Cost(totals.MaxMonthlyCost))} |\n";
    }

    private static void WriteCounts(MarkdownBudget text, LifecycleReportTotals totals, bool isPast) => text.TryAppend(FormattableString.Invariant($"""
        | | images | AMIs | snapshots | containers |
        |---|---:|---:|---:|---:|
        | **{(isPast ? "deleted" : "deletes")}** | {totals.DeletedImages} | {totals.DeletedAmis} | {totals.DeletedSnapshots} | {totals.DeletedContainers} |
        | {(isPast ? "disabled" : "disables")} | {totals.DisabledImages} | {totals.DisabledAmis} | | |
        | {(isPast ? "deprecated" : "deprecates")} | {totals.DeprecatedImages} | {totals.DeprecatedAmis} | | |


        """).Replace("\r\n", "\n"));

    private static void WriteBlocks(LifecycleReport report, MarkdownBudget text)
    {
        if (report.BlockedBy.Length == 0)
            return;
        text.TryAppend(report.HasAccounts ? "### What blocks plans\n\n" : "### What blocks the plan\n\n");
        text.AppendSome(report.BlockedBy.SelectMany(block => Lines(block, report.HasAccounts)), MaxForBlocks, "", "");
        text.TryAppend("\n");
    }

    private static IEnumerable<string> Lines(LifecycleReportBlock block, bool withPlace)
    {
        yield return $"- ❌ **{MarkdownText.Escape(block.Guard)}**{(withPlace ? $" in {MarkdownText.Escape(HtmlAccounts.Place(block.AccountId, block.Region))}" : "")}: {MarkdownText.Escape(block.Message)} To lift this guard: {MarkdownText.Code(block.Lift)}\n";
        var resources = block.Resources ?? [];
        foreach (var resource in resources.Take(MaxResources))
            yield return $"  - {MarkdownText.Escape(resource)}\n";
        if (resources.Length > MaxResources)
            yield return $"  - and {ReportTotals.Number(resources.Length - MaxResources)} more\n";
    }

    private static void WritePolicies(LifecycleReport report, MarkdownBudget text)
    {
        if (report.Policies.Length == 0)
            return;
        var place = report.HasAccounts ? " account | region |" : "";
        text.TryAppend($"### Policies\n\n| policy |{place} | deletes images | now | in use | selects |\n|---|{(report.HasAccounts ? "---|---|" : "")}---|---:|---:|---:|---:|\n");
        text.AppendSome(report.Policies.Select(policy => Row(policy, report.HasAccounts)), MaxForPolicies / 2, "", "");
        text.TryAppend("\n");
        // Many accounts get the same change: it is shown once.
        var changes = report.Policies.GroupBy(policy => string.Join("\n", [policy.Name, policy.Change, policy.Warning, .. policy.Rules, .. policy.Differences.SelectMany(Lines), "", .. (policy.Drift ?? []).SelectMany(Lines)])).ToList();
        foreach (var change in changes)
        {
            var (policy, places) = (change.First(), change.Count());
            var where = places > 1 ? $" in {ReportTotals.Number(places)} accounts and regions" : report.HasAccounts ? $" in {MarkdownText.Escape(HtmlAccounts.Place(policy.AccountId, policy.Region))}" : "";
            if (policy.Warning is not null)
                text.TryAppend($"⚠ {(where.Length > 0 ? $"I{where.Substring(2)}: " : "")}{MarkdownText.Escape(policy.Warning)}\n\n");
            WriteDiff(text, $"**{MarkdownText.Escape(policy.Name)}** {ReportVerdict.Change(policy.Change)}{where}:", [.. policy.Rules.Select(rule => "+ " + rule), .. policy.Differences.SelectMany(Lines)], changes.Count);
            WriteDiff(text, $"**Drift** of {MarkdownText.Escape(policy.Name)}{where}: somebody changed the live policy since it was last applied:", [.. (policy.Drift ?? []).SelectMany(Lines)], changes.Count);
        }
    }

    private static string Row(LifecycleReportPolicy policy, bool withPlace) => FormattableString.Invariant(
        $"| {MarkdownText.Escape(policy.Name)} |{(withPlace ? $" {MarkdownText.Escape(policy.AccountId ?? "not known")} | {MarkdownText.Escape(policy.Region)} |" : "")} {ReportVerdict.Change(policy.Change)} | **{policy.TotalsAfter?.DeletedImages ?? 0}** | {policy.TotalsBefore?.DeletedImages ?? 0} | {(policy.TotalsAfter?.InUse > 0 ? "⚠ " : "")}{policy.TotalsAfter?.InUse ?? 0} | {policy.SelectedImages} |\n");

    private static IEnumerable<string> Lines(LifecyclePlanDifference difference)
    {
        if (difference.Before is not null)
            yield return $"- {difference.Path}: {difference.Before}";
        if (difference.After is not null)
            yield return $"+ {difference.Path}: {difference.After}";
    }

    private static void WriteDiff(MarkdownBudget text, string title, IReadOnlyList<string> lines, int policies)
    {
        if (lines.Count == 0)
            return;
        var cut = lines.Select(MarkdownText.OneLine).ToList();
        var fence = new string('`', Math.Max(MinFence, cut.Max(LongestFence) + 1));
        if (text.TryAppend($"{title}\n\n{fence}diff\n", fence.Length + 2))
            text.AppendSome(cut.Select(line => line + "\n"), MaxForPolicies / policies, "# ", $"{fence}\n\n");
    }

    private static int LongestFence(string line)
    {
        var (longest, length) = (0, 0);
        foreach (var character in line)
        {
            length = character == '`' ? length + 1 : 0;
            longest = Math.Max(longest, length);
        }
        return longest;
    }

    private static void WriteExecutions(LifecycleReport report, MarkdownBudget text)
    {
        if (report.Executions.Length == 0)
            return;
        text.TryAppend($"| execution |{(report.HasAccounts ? " account | region |" : "")} policy | status | reason |\n|---|{(report.HasAccounts ? "---|---|" : "")}---|---|---|\n");
        text.AppendSome(
            report.Executions.Select(execution => $"| {MarkdownText.Code(execution.LifecycleExecutionId ?? "not known")} |{(report.HasAccounts ? $" {MarkdownText.Escape(execution.AccountId)} | {MarkdownText.Escape(execution.Region)} |" : "")} {MarkdownText.Escape(Api.Arn.ShortName(execution.LifecyclePolicyArn))} | {MarkdownText.Escape(execution.Status ?? "not known")} | {MarkdownText.Escape(execution.Reason)} |\n"),
            MaxForBlocks, "", "\n");
    }

    private static void WriteRows(MarkdownBudget text, string title, List<LifecycleReportRow> rows, bool withRecipe, bool withAccount)
    {
        var used = rows.Count(row => row.IsAmiInUse);
        var counts = string.Join(", ", rows.GroupBy(row => row.ResourceType).Select(type => ReportTotals.Amount(type.Count(), Noun(type.Key))))
            + (used > 0 ? $", ⚠ {ReportTotals.Number(used)} in use" : "");
        var isFolded = rows.Count > MaxUnfolded;
        var head = isFolded
            ? $"<details><summary><b>{MarkdownText.Html(title)}</b>: {counts}</summary>\n\n"
            : $"**{MarkdownText.Escape(title)}**: {counts}\n\n";
        string[] names = [.. withRecipe ? ["recipe"] : Array.Empty<string>(), .. withAccount ? ["account"] : Array.Empty<string>()];
        var columns = $"| resource |{string.Concat(names.Select(name => $" {name} |"))} region | days | why |\n|---|{string.Concat(names.Select(_ => "---|"))}---|---:|---|\n";
        text.AppendRows(head + columns, rows.OrderByDescending(row => row.IsInUse), row => Line(row, withRecipe, withAccount), isFolded ? "\n</details>\n\n" : "\n");
    }

    private static string Line(LifecycleReportRow row, bool withRecipe, bool withAccount)
    {
        var use = row.IsInUse ? $"**⚠ in use** by {MarkdownText.Escape(string.Join(", ", row.InUseBy ?? []))}; " : "";
        return $"| {MarkdownText.Code(row.ShortId)}{(row.IsNew == true ? " *new*" : "")} |{(withRecipe ? $" {MarkdownText.Escape(row.Recipe)} |" : "")}{(withAccount ? $" {MarkdownText.Escape(row.AccountId)} |" : "")} {MarkdownText.Escape(row.Region)} | {row.AgeDays} | {use}{MarkdownText.Escape(row.Reason)} |\n";
    }

    private static string Noun(string? type) => type switch
    {
        nameof(Results.LifecycleResourceType.Ami) => "AMI",
        nameof(Results.LifecycleResourceType.Container) => "container image",
        _ => (type ?? "resource").ToLowerInvariant(),
    };

    private static string Kept(LifecycleReport report)
    {
        var kept = report.Rows.Count(row => row.Kind is LifecycleEffect.Keep or LifecycleEffect.Skip);
        return kept == 0 ? "" : $"{ReportTotals.Amount(kept, "resource")} that {(kept == 1 ? "stays is" : "stay are")} not listed. ";
    }
}
