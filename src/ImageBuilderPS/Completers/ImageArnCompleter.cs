using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes the ARNs of the account's image builds.</summary>
public sealed class ImageArnCompleter()
    : ArnCompleter<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse, ImageSummary>(image => image.Arn);
