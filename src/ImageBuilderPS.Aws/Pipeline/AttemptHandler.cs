using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Counts what is sent, inside of the retries and after the signing.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext)
    {
        Count(executionContext.RequestContext);
        base.InvokeSync(executionContext);
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Count(executionContext.RequestContext);
        return base.InvokeAsync<T>(executionContext);
    }

    private static void Count(IRequestContext context)
    {
        var call = (Call)context.OriginalRequest;
        call.Attempts++;
        if (context.Request.Headers.TryGetValue(HeaderKeys.XAmzSecurityTokenHeader, out var token))
            call.SessionToken = token;
    }
}
