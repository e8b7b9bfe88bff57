using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Starts runs of policies: decided by the evaluator that the preview has, carried out step by step.</summary>
internal static class PolicyRun
{
    /// <param name="call">The account, the region and the time.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="at">The time that the run takes it to be.</param>
    /// <exception cref="ResourceInUseException">A run of the policy goes on.</exception>
    public static ExecutionRun Start(OperationContext call, LifecyclePolicy policy, DateTimeOffset at)
    {
        var state = call.State;
        if (state.Executions.IsRunning(policy.Arn!))
            throw new ResourceInUseException($"The lifecycle policy {policy.Arn} is being run. One run at a time.");
        var images = state.Images.After(null, call.Now)
            .Where(entry => !entry.Value.IsAmazons)
            .ToDictionary(entry => entry.Value.Image, entry => entry.Value);
        var plan = new RunPlan(state, images);
        new LifecycleEvaluator(policy).Run([.. images.Keys], at, plan);
        var run = new ExecutionRun(policy.Arn, plan.Units, call.Now, call.Settings.Step);
        plan.ExecutionId = run.Id;
        policy.DateLastRun = at;
        state.Executions.Add(run);
        state.Executions.AdvanceTo(call.Now);
        return run;
    }
}
