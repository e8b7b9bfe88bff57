using Amazon.Runtime;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>An API request in the SDK's pipeline.</summary>
internal sealed class SdkRequest : AmazonWebServiceRequest
{
    /// <param name="request">The request.</param>
    /// <param name="retriesThrottles">Whether the pipeline retries throttles; otherwise the caller does.</param>
    /// <param name="onAttempt">Called after each attempt.</param>
    public SdkRequest(Request request, bool retriesThrottles, Action<RequestAttempt>? onAttempt = null)
    {
        Request = request;
        Record = new()
        {
            RetriesThrottles = retriesThrottles,
            OnAttempt = (duration, outcome, isFailure) =>
                onAttempt?.Invoke(new(request, Record!.Attempts, duration, Record.WithoutSecrets(outcome), isFailure)),
        };
    }

    public Request Request { get; }

    public CallRecord Record { get; }
}

/// <summary>An API response in the SDK's pipeline.</summary>
internal sealed class SdkResponse : AmazonWebServiceResponse
{
    public Response? Response { get; init; }
}
