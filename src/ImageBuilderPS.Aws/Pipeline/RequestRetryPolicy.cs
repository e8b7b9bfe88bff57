using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>
/// The only place that retries a request, in the SDK's standard mode, which also corrects clock skew. A caller with its own
/// shared back-off retries throttles itself.
/// </summary>
/// <param name="config">The client's configuration; MaxErrorRetry is the maximum number of retries.</param>
internal sealed class RequestRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
    {
        var record = CallRecord.Of(executionContext.RequestContext.OriginalRequest);
        if (IsThrottlingError(exception))
            return record.RetriesThrottles;
        var isRetried = await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
        record.MayHaveTakenEffect |= isRetried;
        return isRetried;
    }
}
