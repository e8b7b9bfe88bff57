using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>Policies as requests and back. Nested objects are shared, not copied.</summary>
public static class LifecyclePolicyConversions
{
    /// <summary>The request that sends a policy again as it is; without a client token.</summary>
    /// <param name="policy">The policy.</param>
    public static UpdateLifecyclePolicyRequest ToUpdateRequest(this LifecyclePolicy policy) => new()
    {
        LifecyclePolicyArn = policy.Arn,
        Description = policy.Description,
        Status = policy.Status,
        ExecutionRole = policy.ExecutionRole,
        ResourceType = policy.ResourceType,
        PolicyDetails = policy.PolicyDetails,
        ResourceSelection = policy.ResourceSelection,
        AdditionalMembers = policy.AdditionalMembers,
        DateUpdated = policy.DateUpdated,
    };

    /// <summary>The request that creates a policy with the members of this one; without a client token.</summary>
    /// <param name="policy">The policy.</param>
    public static CreateLifecyclePolicyRequest ToCreateRequest(this LifecyclePolicy policy) => new()
    {
        Name = policy.Name,
        Description = policy.Description,
        Status = policy.Status,
        ExecutionRole = policy.ExecutionRole,
        ResourceType = policy.ResourceType,
        PolicyDetails = policy.PolicyDetails,
        ResourceSelection = policy.ResourceSelection,
        Tags = policy.Tags,
        AdditionalMembers = policy.AdditionalMembers,
    };

    /// <summary>A request for a policy that must be read first: a list has no rules.</summary>
    /// <param name="policy">The summary of the policy.</param>
    public static UpdateLifecyclePolicyRequest ToUpdateRequest(this LifecyclePolicySummary policy) => new()
    {
        LifecyclePolicyArn = policy.Arn,
        Description = policy.Description,
        Status = policy.Status,
        ExecutionRole = policy.ExecutionRole,
        ResourceType = policy.ResourceType,
        DateUpdated = policy.DateUpdated,
        IsSummary = true,
    };

    /// <summary>The request that changes what <paramref name="changes"/> has and keeps the rest of a policy.</summary>
    /// <param name="changes">
    /// The members to change; the others are null. A rule replaces the rule of its action and the others stay; any
    /// other list or object replaces as a whole.
    /// </param>
    /// <param name="policy">The policy as it is.</param>
    /// <param name="replacesRules">Whether the rules replace all that there are.</param>
    public static UpdateLifecyclePolicyRequest MergedOver(
        this UpdateLifecyclePolicyRequest changes, LifecyclePolicy policy, bool replacesRules = false)
    {
        var merged = changes.MergedOver(policy.ToUpdateRequest());
        merged.DateUpdated = policy.DateUpdated;
        if (!replacesRules)
            merged.PolicyDetails = MergedRules(changes.PolicyDetails, policy.PolicyDetails);
        return merged;
    }

    /// <summary>The policy after an update: the members of the request, and none that only the service sets.</summary>
    /// <param name="request">The request.</param>
    public static LifecyclePolicy ToPolicy(this UpdateLifecyclePolicyRequest request) => new()
    {
        Arn = request.LifecyclePolicyArn,
        Description = request.Description,
        Status = request.Status,
        ExecutionRole = request.ExecutionRole,
        ResourceType = request.ResourceType,
        PolicyDetails = request.PolicyDetails,
        ResourceSelection = request.ResourceSelection,
        AdditionalMembers = Unknown(request.AdditionalMembers),
    };

    /// <summary>The policy that a request creates, without the members that only the service sets.</summary>
    /// <param name="request">The request.</param>
    public static LifecyclePolicy ToPolicy(this CreateLifecyclePolicyRequest request) => new()
    {
        Name = request.Name,
        Description = request.Description,
        Status = request.Status,
        ExecutionRole = request.ExecutionRole,
        ResourceType = request.ResourceType,
        PolicyDetails = request.PolicyDetails,
        ResourceSelection = request.ResourceSelection,
        AdditionalMembers = Unknown(request.AdditionalMembers),
        Tags = request.Tags,
    };

    /// <summary>The policy of a request that creates or replaces one.</summary>
    /// <param name="request">A <see cref="CreateLifecyclePolicyRequest"/> or an <see cref="UpdateLifecyclePolicyRequest"/>.</param>
    public static LifecyclePolicy ToPolicy(this Request request) =>
        request is CreateLifecyclePolicyRequest creation ? creation.ToPolicy() : ((UpdateLifecyclePolicyRequest)request).ToPolicy();

    // Members that only the service sets are unknown to a request, but not to a policy.
    private static Dictionary<string, object?>? Unknown(IDictionary<string, object?>? members) =>
        members?.Where(member => !ContractMember.Of(typeof(LifecyclePolicy)).Any(known => known.JsonName == member.Key))
            .ToDictionary(member => member.Key, member => member.Value);

    private static LifecyclePolicyDetail[]? MergedRules(LifecyclePolicyDetail[]? changes, LifecyclePolicyDetail[]? rules)
    {
        if (changes is null || rules is null)
            return changes ?? rules;
        // A changed rule takes the place of the old one; the rules of new actions come last.
        var merged = rules.Select(rule => changes.FirstOrDefault(change => RuleMatch.IsSameAction(change, rule)) ?? rule).Distinct().ToList();
        return [.. merged, .. changes.Where(change => !merged.Contains(change))];
    }
}
