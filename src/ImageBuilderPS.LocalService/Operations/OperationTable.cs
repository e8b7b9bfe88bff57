using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>The operations of the local service.</summary>
internal static class OperationTable
{
    public static Router Create() => new Router()
        .Add<DistributeImageRequest, DistributeImageResponse>(DistributionOperations.Distribute)
        .Add<RetryImageRequest, RetryImageResponse>(DistributionOperations.Retry)
        .Add<CancelImageCreationRequest, CancelImageCreationResponse>(DistributionOperations.Cancel)
        .Add<GetImageRequest, GetImageResponse>(ImageOperations.Get)
        .Add<ListImagesRequest, ListImagesResponse>(ImageOperations.List)
        .Add<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse>(ImageOperations.ListBuilds)
        .Add<DeleteImageRequest, DeleteImageResponse>(ImageOperations.Delete)
        .Add<CreateDistributionConfigurationRequest, CreateDistributionConfigurationResponse>(ConfigurationOperations.Create)
        .Add<GetDistributionConfigurationRequest, GetDistributionConfigurationResponse>(ConfigurationOperations.Get)
        .Add<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse>(ConfigurationOperations.List)
        .Add<UpdateDistributionConfigurationRequest, UpdateDistributionConfigurationResponse>(ConfigurationOperations.Update)
        .Add<DeleteDistributionConfigurationRequest, DeleteDistributionConfigurationResponse>(ConfigurationOperations.Delete)
        .Add<CreateLifecyclePolicyRequest, CreateLifecyclePolicyResponse>(PolicyOperations.Create)
        .Add<GetLifecyclePolicyRequest, GetLifecyclePolicyResponse>(PolicyOperations.Get)
        .Add<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse>(PolicyOperations.List)
        .Add<UpdateLifecyclePolicyRequest, UpdateLifecyclePolicyResponse>(PolicyOperations.Update)
        .Add<DeleteLifecyclePolicyRequest, DeleteLifecyclePolicyResponse>(PolicyOperations.Delete)
        .Add<GetLifecycleExecutionRequest, GetLifecycleExecutionResponse>(ExecutionOperations.Get)
        .Add<ListLifecycleExecutionsRequest, ListLifecycleExecutionsResponse>(ExecutionOperations.List)
        .Add<ListLifecycleExecutionResourcesRequest, ListLifecycleExecutionResourcesResponse>(ExecutionOperations.ListResources)
        .Add<CancelLifecycleExecutionRequest, CancelLifecycleExecutionResponse>(ExecutionOperations.Cancel)
        .Add<StartResourceStateUpdateRequest, StartResourceStateUpdateResponse>(ExecutionOperations.UpdateState)
        .Add<TagResourceRequest, TagResourceResponse>(TagOperations.Tag)
        .Add<UntagResourceRequest, UntagResourceResponse>(TagOperations.Untag)
        .Add<ListTagsForResourceRequest, ListTagsForResourceResponse>(TagOperations.List);
}
