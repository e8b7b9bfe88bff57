using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>The exit codes of -DetailedExitCode, which are those of <c>terraform plan -detailed-exitcode</c>.</summary>
internal static class PlanExitCode
{
    /// <summary>There was an error, or a plan is blocked.</summary>
    public const int Failed = 1;

    private const int NothingToDo = 0;
    private const int Changes = 2;

    /// <summary>The code of all plans.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="hasFailures">Whether an account or a policy has no plan.</param>
    public static int Of(IReadOnlyCollection<LifecyclePlan> plans, bool hasFailures) =>
        hasFailures || plans.Any(plan => plan.IsBlocked) ? Failed : plans.Any(plan => plan.HasChanges) ? Changes : NothingToDo;
}
