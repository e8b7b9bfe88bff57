using System.Diagnostics;
using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>What the pipeline records of one call, whatever the service.</summary>
internal sealed class CallRecord
{
    private static readonly ConditionalWeakTable<AmazonWebServiceRequest, CallRecord> Records = new();

    /// <summary>Whether the pipeline retries throttles; otherwise the caller does.</summary>
    public bool RetriesThrottles { get; init; }

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; set; }

    /// <summary>The time since the last attempt ended; null before the first.</summary>
    public Stopwatch? SinceLastAttempt { get; set; }

    /// <summary>Whether an earlier attempt may have taken effect: its response was lost or was a service error.</summary>
    public bool MayHaveTakenEffect { get; set; }

    /// <summary>The session token that signed the request. Services repeat it when they reject a signature.</summary>
    public string? SessionToken { get; set; }

    /// <summary>The record of a request. A client of the SDK's packages has requests of its own, which have none yet.</summary>
    /// <param name="request">The request.</param>
    public static CallRecord Of(AmazonWebServiceRequest request) => request is SdkRequest own ? own.Record : Records.GetOrCreateValue(request);

    public string WithoutSecrets(string text) =>
        string.IsNullOrEmpty(SessionToken) ? text : text.Replace(SessionToken, "***");
}
