using System.Management.Automation;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <content>What is written: plans, files, warnings, the summary, and why there is no plan.</content>
public sealed partial class NewIBLifecyclePlanCommand
{
    private void Write(PlannedAccount account, LifecyclePlan plan)
    {
        if (accounts.Find(other => other.Plan is { } made && (made.AccountId, made.Region) == (plan.AccountId, plan.Region)) is { } first)
        {
            var message = $"Account {plan.AccountId}, region {plan.Region} is planned twice: with {first} and with {account}.";
            Report(new(new InvalidOperationException(message), "PlannedTwice", ErrorCategory.InvalidArgument, null) { ErrorDetails = new(message) { RecommendedAction = "Leave one of them out." } });
            return;
        }
        var isOne = accounts.Count == 1;
        var target = isOne ? file : file?.Beside($"{plan.AccountId ?? "unknown"}.{plan.Region}");
        if (target?.Write(LifecyclePlanDocument.Write(plan)) is { } error)
        {
            Report(error);
            return;
        }
        account.Plan = plan;
        var place = isOne ? "" : $" of account {plan.AccountId ?? "unknown"}, {plan.Region}";
        foreach (var block in plan.BlockedBy ?? [])
        {
            WriteWarning($"The plan{place} cannot be applied. {block.Message} {block.Lift} lifts this guard.");
            system!.Error($"Blocked: {block.Guard}", $"{block.Message}{place} {string.Join("\n", (block.Resources ?? []).Take(10))}".TrimEnd());
        }
        foreach (var policy in plan.Policies!.Where(policy => policy.Drift is { Length: > 0 }))
        {
            WriteWarning($"Somebody changed policy {policy.Name}{place} since it was last applied: {string.Join("; ", policy.Drift!.Select(difference => $"{difference}"))}.");
            system!.Warning($"Policy {policy.Name}{place} was changed by somebody else", string.Join("\n", policy.Drift!.Select(difference => $"{difference}")));
        }
        WriteObject(plan);
    }

    private void Summarize()
    {
        var plans = accounts.Select(account => account.Plan).OfType<LifecyclePlan>().ToList();
        var failed = accounts.Where(account => account.Failures.Count > 0).ToList();
        system!.Summarize(() => plans.Count > 0
            ? MarkdownReport.Write(LifecycleReportBuilder.From(plans, unread: [.. failed.Select(account => account.ToUnread())]))
            : MarkdownSummary.OfErrors("No lifecycle plan was made", [.. failed.SelectMany(account => account.Failures)]));
        SetExitCode(PlanExitCode.Of(plans, failed.Count > 0));
    }

    private void SetExitCode(int code)
    {
        if (DetailedExitCode)
            SessionState.PSVariable.Set("global:LASTEXITCODE", code);
    }

    private void WriteIncomplete(PlannedAccount account)
    {
        var error = account.ToIncomplete(accounts.Count > 1 && account != beforeInput);
        ErrorPlace.Attach(error, account.Settings);
        base.Report(error);
    }

    // A plan of nothing would look like one without changes.
    private ErrorRecord NoPolicy()
    {
        var message = PolicyPath is null ? "Got no policy, so there is nothing to plan."
            : elsewhere.Count > 0 ? $"Got no policy for this account and region: the files in {string.Join(", ", PolicyPath)} have ARNs of others."
            : $"Got no policy: there is no .json file in {string.Join(", ", PolicyPath)}.";
        return new(new ItemNotFoundException(message), "NoPolicy", ErrorCategory.ObjectNotFound, PolicyPath)
        {
            ErrorDetails = new(message) { RecommendedAction = PolicyPath is null ? "Check the command before this one in the pipeline." : "Check the path." },
        };
    }
}
