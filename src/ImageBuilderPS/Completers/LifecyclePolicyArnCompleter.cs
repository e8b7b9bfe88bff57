using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes the ARNs of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyArnCompleter()
    : ArnCompleter<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>(policy => policy.Arn);
