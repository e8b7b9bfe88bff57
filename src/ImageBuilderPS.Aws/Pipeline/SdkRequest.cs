using Amazon.Runtime;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>An API request in the SDK's pipeline.</summary>
/// <param name="request">The request.</param>
/// <param name="retriesThrottles">Whether the pipeline retries throttles; otherwise the caller does.</param>
internal sealed class SdkRequest(Request request, bool retriesThrottles) : AmazonWebServiceRequest
{
    public Request Request => request;

    public CallRecord Record { get; } = new() { RetriesThrottles = retriesThrottles };
}

/// <summary>An API response in the SDK's pipeline.</summary>
internal sealed class SdkResponse : AmazonWebServiceResponse
{
    public Response? Response { get; init; }
}
