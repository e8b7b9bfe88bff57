using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the names of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyNameCompleter()
    : ArnCompleter<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>(policy => policy.Name);
