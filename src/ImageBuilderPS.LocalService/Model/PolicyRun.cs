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
        if (state.Executions.IsRunning(policy.Arn!))
            throw new ResourceInUseException($"The lifecycle policy {policy.Arn} has a run in progress. A policy can have only one.");
        var images = state.Images.After(null, context.Now)
            .Where(entry => !entry.Value.IsAmazonManaged)
            .ToDictionary(entry => entry.Value.Image, entry => entry.Value);
        var plan = new RunPlan(state, images);
        new LifecycleEvaluator(policy).Run([.. images.Keys], at, plan);
        var run = new ExecutionRun(policy.Arn, plan.Units, context.Now, context.Settings.Step);
        plan.ExecutionId = run.Id;
        policy.DateLastRun = at;
        state.Executions.Add(run);
        state.Executions.AdvanceTo(context.Now);
        return run;
    }
}
