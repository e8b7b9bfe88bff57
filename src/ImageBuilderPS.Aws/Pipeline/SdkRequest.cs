using Amazon.Runtime;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>A contract request on its way through the SDK's pipeline.</summary>
/// <param name="request">The request.</param>
/// <param name="retriesThrottles">Whether a refusal for the rate is retried; else the caller does it.</param>
/// <param name="onAttempt">Told of each attempt when it ends.</param>
internal sealed class SdkRequest(Request request, bool retriesThrottles, Action<RequestAttempt>? onAttempt = null) : AmazonWebServiceRequest
{
    public Request Request { get; } = request;

    /// <summary>Whether a refusal for the rate is retried.</summary>
    public bool RetriesThrottles { get; } = retriesThrottles;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an earlier attempt may have done its work: its answer was lost, or was an error of the service.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>The session token that it was signed with; services repeat it when they refuse a signature.</summary>
    public string? SessionToken { get; set; }

    /// <summary>Tells that the latest attempt has ended.</summary>
    public void Report(TimeSpan duration, string outcome, bool isFailure) =>
        onAttempt?.Invoke(new(Request, Attempts, duration, WithoutSecrets(outcome), isFailure));

    public string WithoutSecrets(string text) =>
        string.IsNullOrEmpty(SessionToken) ? text : text.Replace(SessionToken, "***");
}
