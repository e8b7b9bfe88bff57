using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>
/// The daily runs of a policy, at the time of day at which it was created; AWS chooses the time. A disabled policy does not
/// run, and a run that is still in progress is not doubled.
/// </summary>
internal sealed class DailyRun : IScheduled
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly string policyArn;
    private readonly DateTimeOffset created;

    /// <param name="policy">The policy.</param>
    /// <param name="after">The first run comes after this time.</param>
    public DailyRun(LifecyclePolicy policy, DateTimeOffset after)
    {
        (policyArn, created) = (policy.Arn!, policy.DateCreated ?? after);
        var days = Math.Max(0, Math.Floor((after - created).TotalDays)) + 1;
        NextDue = created + TimeSpan.FromDays(days);
    }

    public DateTimeOffset? NextDue { get; private set; }

    public void CarryOut(OperationContext context)
    {
        // A policy that was deleted and created again has daily runs of its own.
        var policy = context.State.Policies.Find(policyArn);
        NextDue = policy?.DateCreated == created ? NextDue + Day : null;
        if (NextDue is not null && policy!.Status == LifecyclePolicyStatus.Enabled && context.State.Executions.FindRunning(policyArn) is null)
            PolicyRun.Start(context, policy, context.Now);
    }
}
