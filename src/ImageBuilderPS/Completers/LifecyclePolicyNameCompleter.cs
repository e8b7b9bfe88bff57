using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes the names of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyNameCompleter()
    : ArnCompleter<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>(policy => policy.Name);
