using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>One policy of a plan, beside the live policy at the time of the apply.</summary>
/// <param name="policy">What the plan does.</param>
/// <param name="live">The live policy; null where there is none.</param>
public sealed class LifecyclePlanStep(LifecyclePolicyPlan policy, LifecyclePolicy? live)
{
    /// <summary>What the plan does.</summary>
    public LifecyclePolicyPlan Policy => policy;

    /// <summary>The live policy; null where there is none.</summary>
    public LifecyclePolicy? Live => live;

    /// <summary>Whether the policy is as the plan wants it: nothing is sent, so that a plan may be applied again.</summary>
    public bool IsDone => live is not null && LifecyclePolicyDiff.Compare(live, policy.After!).Count == 0;

    /// <summary>Whether the live policy is neither the one that was reviewed nor the one that the plan makes: somebody else changed it.</summary>
    public bool IsStale => !IsDone && !(live is null ? policy.LiveDigest is null : policy.LiveDigest == PlanDigest.Of(live));

    /// <summary>What somebody else changed: how the live policy differs from the one that was reviewed.</summary>
    public IReadOnlyList<string> Changes => live is null ? [$"- policy {policy.Name}"]
        : policy.Before is null ? [$"+ policy {policy.Name}"]
        : [.. LifecyclePolicyDiff.Compare(policy.Before, live).Select(difference => difference.ToString())];

    /// <summary>The request that replaces the policy.</summary>
    public UpdateLifecyclePolicyRequest ToUpdateRequest()
    {
        var request = policy.After!.ToUpdateRequest();
        request.LifecyclePolicyArn = policy.LifecyclePolicyArn;
        request.ClientToken = policy.ClientToken;
        return request;
    }

    /// <summary>The request that creates the policy.</summary>
    public CreateLifecyclePolicyRequest ToCreateRequest()
    {
        var request = policy.After!.ToCreateRequest();
        request.ClientToken = policy.ClientToken;
        return request;
    }
}
