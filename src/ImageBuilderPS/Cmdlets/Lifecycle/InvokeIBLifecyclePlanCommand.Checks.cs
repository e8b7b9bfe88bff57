using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <content>Why a plan is refused.</content>
public sealed partial class InvokeIBLifecyclePlanCommand
{
    private const int MaxShown = 10;

    private ErrorRecord? Refusal(LifecyclePlan plan, CallerIdentity? caller)
    {
        if (LifecyclePlanDocument.IsChanged(plan))
            return Refuse(plan, "PlanChanged", "The plan is not as it was made: its digest does not fit its content.", "Make the plan again.");
        if (plan.IsBlocked)
        {
            return Refuse(
                plan, "PlanBlocked", $"The plan is blocked: {string.Join(" ", plan.BlockedBy!.Select(block => block.Message))}",
                $"Change the policies, or plan again with {string.Join(" ", plan.BlockedBy!.Select(block => block.Lift))} if that is meant.");
        }
        if (Now > plan.ValidUntil)
            return Refuse(plan, "PlanExpired", $"The plan expired at {plan.ValidUntil:u}: later runs were not reviewed.", "Plan and review again.");
        if (!plan.Region.EqualsIgnoreCase(Service.Region))
            return Refuse(plan, "PlanOfOtherRegion", $"The plan is for region {plan.Region}, and the connection is to {Service.Region}.", $"Give -Region {plan.Region}.");
        if (caller is not null && plan.AccountId is not null && caller.AccountId != plan.AccountId)
            return Refuse(plan, "PlanOfOtherAccount", $"The plan is for account {plan.AccountId}, and the credentials are of account {caller.AccountId}.", "Use credentials of the plan's account.");
        // An ARN has its account; a name would create a policy in any.
        if (caller is null && plan.Policies!.Any(policy => policy is { HasChanges: true, LifecyclePolicyArn: null }))
            return Refuse(plan, "PlanOfOtherAccount", $"The plan creates policies in account {plan.AccountId}, and the account of the credentials could not be read (sts:GetCallerIdentity).", "Let the credentials call STS.");
        return null;
    }

    private static ErrorRecord? Stale(LifecyclePlan plan, IReadOnlyList<LifecyclePlanStep> steps)
    {
        var stale = steps.Where(step => step.IsStale).ToList();
        if (stale.Count == 0)
            return null;
        var what = stale.Select(step => $"policy {step.Policy.Name}: {string.Join("; ", step.Changes)}");
        return Refuse(plan, "PlanStale", $"Somebody changed what was reviewed since the plan was made. {string.Join(". ", what)}. Nothing was sent.", "Plan and review again.");
    }

    private ErrorRecord? Drifted(LifecyclePlan plan, LifecyclePlanDrift drift)
    {
        if (drift.Blocks.Count > 0)
        {
            var blocks = drift.Blocks.Select(block => $"{block.Message} {string.Join("; ", block.Resources!.Take(MaxShown))}".TrimEnd());
            return Refuse(plan, "PlanDrifted", $"A guard of the plan trips now that did not when it was made: {string.Join(" ", blocks)} Nothing was sent.", "Plan and review again.");
        }
        if (drift.Count <= AllowDrift)
            return null;
        var what = drift.Deletions.Select(decision => decision.ToString()).Concat(drift.Uses.Select(decision => $"{decision.ResourceId} is in use by {string.Join(", ", decision.InUseBy!)}"));
        return Refuse(
            plan, "PlanDrifted",
            $"Images or facts changed: the plan would now delete {drift.Count} {(drift.Count == 1 ? "resource" : "resources")} that nobody reviewed, and -AllowDrift allows {AllowDrift}. "
                + string.Join("; ", what.Take(MaxShown)) + (drift.Count > MaxShown ? $"; and {drift.Count - MaxShown} more" : "") + ". Nothing was sent.",
            $"Plan and review again, or give -AllowDrift {drift.Count} if that is meant.");
    }

    private static ErrorRecord Refuse(LifecyclePlan plan, string id, string message, string action) =>
        new(new InvalidOperationException(message), id, ErrorCategory.InvalidOperation, plan) { ErrorDetails = new(message) { RecommendedAction = action } };
}
