using Amazon.Runtime;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>An API request in the SDK's pipeline.</summary>
/// <param name="request">The request.</param>
/// <param name="retriesThrottles">Whether the pipeline retries throttles; otherwise the caller does.</param>
/// <param name="onAttempt">Called after each attempt.</param>
internal sealed class SdkRequest(Request request, bool retriesThrottles, Action<RequestAttempt>? onAttempt = null) : AmazonWebServiceRequest
{
    public Request Request { get; } = request;

    /// <summary>Whether the pipeline retries throttles.</summary>
    public bool RetriesThrottles { get; } = retriesThrottles;

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an earlier attempt may have taken effect: its response was lost or was a service error.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>The session token that signed the request. Services repeat it when they reject a signature.</summary>
    public string? SessionToken { get; set; }

    /// <summary>Reports the latest attempt.</summary>
    public void Report(TimeSpan duration, string outcome, bool isFailure) =>
        onAttempt?.Invoke(new(Request, Attempts, duration, WithoutSecrets(outcome), isFailure));

    public string WithoutSecrets(string text) =>
        string.IsNullOrEmpty(SessionToken) ? text : text.Replace(SessionToken, "***");
}

/// <summary>An API response in the SDK's pipeline.</summary>
internal sealed class SdkResponse : AmazonWebServiceResponse
{
    public Response? Response { get; init; }
}
