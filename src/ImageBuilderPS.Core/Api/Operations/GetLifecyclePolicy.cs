using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Reads a lifecycle policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("GetLifecyclePolicy", "GET")]
public sealed class GetLifecyclePolicyRequest : Request<GetLifecyclePolicyResponse>
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired, LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}

/// <summary>A lifecycle policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class GetLifecyclePolicyResponse : Response
{
    /// <summary>The policy.</summary>
    [ApiRequired]
    public LifecyclePolicy? LifecyclePolicy { get; set; }
}
