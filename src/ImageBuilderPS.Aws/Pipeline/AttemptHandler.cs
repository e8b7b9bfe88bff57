using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Counts and reports what is sent, inside of the retries and after the signing.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("Every call of this client is asynchronous.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = (SdkRequest)executionContext.RequestContext.OriginalRequest;
        call.Attempts++;
        if (executionContext.RequestContext.Request.Headers.TryGetValue(HeaderKeys.XAmzSecurityTokenHeader, out var token))
            call.SessionToken = token;
        var watch = Stopwatch.StartNew();
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            call.Report(watch.Elapsed, $"HTTP {(int)executionContext.ResponseContext.HttpResponse.StatusCode}", isFailure: false);
            return answer;
        }
        catch (Exception error)
        {
            call.Report(watch.Elapsed, Text(error), isFailure: true);
            throw;
        }
    }

    private static string Text(Exception error) => error switch
    {
        ServiceFault fault => $"{fault.ErrorCode} (HTTP {(int)fault.StatusCode}, request id {fault.RequestId ?? "none"})",
        OperationCanceledException => "no answer",
        _ => ErrorTranslator.OneLine(error.GetBaseException().Message).TrimEnd('.'),
    };
}
