using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>
/// The one place that retries a request: the SDK's standard mode, which also corrects the clock. Throttles are left to
/// the caller where it holds a whole batch back for them.
/// </summary>
/// <param name="config">The client's configuration; how often is its MaxErrorRetry.</param>
internal sealed class RequestRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception)
    {
        var call = (SdkRequest)executionContext.RequestContext.OriginalRequest;
        if (IsThrottlingError(exception))
            return call.RetriesThrottles;
        var isRetried = await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);
        call.MayHaveTakenEffect |= isRetried;
        return isRetried;
    }
}
