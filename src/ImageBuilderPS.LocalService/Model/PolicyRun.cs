using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Starts runs of policies. The evaluator of the preview decides; the execution carries the decisions out step by step.</summary>
internal static class PolicyRun
{
    /// <param name="context">The account, the region and the time.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="at">The time that the run evaluates the policy for.</param>
    /// <exception cref="ResourceInUseException">A run of the policy is in progress.</exception>
    public static ExecutionRun Start(OperationContext context, LifecyclePolicy policy, DateTimeOffset at)
    {
        var state = context.State;
        if (state.Executions.FindRunning(policy.Arn!) is not null)
            throw new ResourceInUseException($"The lifecycle policy {policy.Arn} has a run in progress. A policy can have only one.");
        var images = state.Images.After(null)
            .Where(entry => !entry.Value.IsAmazonManaged)
            .Select(entry => AmiFacts.Add(context, entry.Value.Image));
        var plan = new RunPlan();
        new LifecycleEvaluator(policy).Run([.. images], at, plan);
        policy.DateLastRun = at;
        state.Policies.Put(policy.Arn!, policy);
        var run = new ExecutionRun(ExecutionRun.NewId(), policy.Arn!, plan.Units, context.Now, context.Settings.Step);
        ExecutionWork.Start(context, run);
        return run;
    }
}
