using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using static ImageBuilderPS.Lifecycle.Results.LifecycleTotals;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>A plan as plain text.</summary>
internal static class LifecyclePlanText
{
    private const string Indent = "    ";
    private const int MaxShown = 10;

    /// <summary>The plan: each policy's differences, drift and totals, what is in use or unknown, and what blocks it.</summary>
    /// <param name="plan">The plan.</param>
    public static string Describe(LifecyclePlan plan)
    {
        var text = new StringBuilder();
        foreach (var policy in plan.Policies ?? [])
            Append(text, policy);
        foreach (var block in plan.BlockedBy ?? [])
        {
            text.Append($"! {block}\n");
            AppendSome(text, block.Resources ?? []);
            text.Append($"{Indent}New-IBLifecyclePlan {block.Lift} lifts this guard.\n");
        }
        text.Append(Verdict(plan)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>What can be done with the plan, in a line.</summary>
    /// <param name="plan">The plan.</param>
    public static string Verdict(LifecyclePlan plan)
    {
        if (!plan.HasChanges)
            return "No changes: the policies are as they are to be.";
        var changed = (plan.Policies ?? []).Count(policy => policy.HasChanges);
        var what = $"{Number(changed)} {(changed == 1 ? "policy" : "policies")} to apply in account {plan.AccountId ?? "(unknown)"}, {plan.Region}";
        return plan.IsBlocked
            ? $"Blocked: {what}; {Number(plan.BlockedBy!.Length)} guard{(plan.BlockedBy.Length == 1 ? "" : "s")} to look at."
            : $"Ready: {what}; valid until {Time(plan.ValidUntil)}.";
    }

    private static void Append(StringBuilder text, LifecyclePolicyPlan policy)
    {
        var name = policy.Name ?? Arn.ShortName(policy.LifecyclePolicyArn);
        var (mark, change) = policy.Change switch
        {
            nameof(LifecyclePolicyChange.Create) => ("+", "is created"),
            nameof(LifecyclePolicyChange.Update) => ("~", "is replaced"),
            _ => (" ", "stays"),
        };
        text.Append($"{mark} Policy {name} {change}{(policy.Source is null ? "" : $" ({policy.Source})")}\n");
        foreach (var difference in policy.Differences ?? [])
            text.Append($"{Indent}{difference}\n");
        if (policy.Change == nameof(LifecyclePolicyChange.Create))
        {
            foreach (var rule in policy.After?.PolicyDetails ?? [])
                text.Append($"{Indent}+ {rule}\n");
        }
        if (policy.Drift is { Length: > 0 } drift)
        {
            text.Append($"{Indent}Somebody changed the live policy since it was last applied:\n");
            foreach (var difference in drift)
                text.Append($"{Indent}{Indent}{difference}\n");
        }
        if (policy.HasChanges && policy.Before is not null)
            text.Append($"{Indent}Before: {policy.TotalsBefore}\n");
        text.Append($"{Indent}{(policy.HasChanges ? "After:  " : "")}{(IsDisabled(policy) ? "It is DISABLED: no run takes place." : policy.TotalsAfter)}\n");
        if (!policy.HasChanges)
            return;
        var added = (policy.Decisions ?? []).Where(decision => decision.IsNew && decision.IsDeletion
            && decision.ResourceType == nameof(Results.LifecycleResourceType.Image)).ToList();
        if (added.Count > 0)
            text.Append($"{Indent}New deletions: {Number(added.Count)} of {Number(policy.SelectedImages ?? 0)} images\n");
    }

    private static bool IsDisabled(LifecyclePolicyPlan policy) => policy.After?.Status.EqualsIgnoreCase(Api.Resources.LifecyclePolicyStatus.Disabled) == true;

    private static void AppendSome(StringBuilder text, string[] lines)
    {
        foreach (var line in lines.Take(MaxShown))
            text.Append($"{Indent}{line}\n");
        if (lines.Length > MaxShown)
            text.Append($"{Indent}and {Number(lines.Length - MaxShown)} more\n");
    }

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "?";
}
