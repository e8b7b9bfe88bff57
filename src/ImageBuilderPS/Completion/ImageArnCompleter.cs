using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the ARNs of the account's image builds.</summary>
public sealed class ImageArnCompleter()
    : ArnCompleter<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse, ImageSummary>(image => image.Arn);
