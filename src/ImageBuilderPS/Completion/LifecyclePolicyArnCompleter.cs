using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the ARNs of the account's lifecycle policies.</summary>
public sealed class LifecyclePolicyArnCompleter()
    : ArnCompleter<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>(policy => policy.Arn);
