using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Deletes a lifecycle policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("DeleteLifecyclePolicy", "DELETE")]
public sealed class DeleteLifecyclePolicyRequest : Request<DeleteLifecyclePolicyResponse>
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired, LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}

/// <summary>What was deleted.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class DeleteLifecyclePolicyResponse : Response
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired]
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}
