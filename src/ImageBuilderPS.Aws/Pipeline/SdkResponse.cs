using Amazon.Runtime;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>A contract response on its way through the SDK's pipeline.</summary>
internal sealed class SdkResponse : AmazonWebServiceResponse
{
    public Response? Response { get; init; }
}
