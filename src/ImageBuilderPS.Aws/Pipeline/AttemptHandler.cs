using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Counts and reports each attempt: it runs inside the retries, after signing.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext) =>
        throw new NotSupportedException("This client is asynchronous only.");

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var record = CallRecord.Of(executionContext.RequestContext.OriginalRequest);
        record.Attempts++;
        if (executionContext.RequestContext.Request.Headers.TryGetValue(HeaderKeys.XAmzSecurityTokenHeader, out var token))
            record.SessionToken = token;
        var watch = Stopwatch.StartNew();
        try
        {
            var response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            record.OnAttempt?.Invoke(watch.Elapsed, $"HTTP {(int)executionContext.ResponseContext.HttpResponse.StatusCode}", false);
            return response;
        }
        catch (Exception error)
        {
            record.OnAttempt?.Invoke(watch.Elapsed, Describe(error), true);
            throw;
        }
    }

    private static string Describe(Exception error) => error switch
    {
        ServiceFault fault => $"{fault.ErrorCode} (HTTP {(int)fault.StatusCode}, request id {fault.RequestId ?? "none"})",
        OperationCanceledException => "no response",
        _ => ErrorTranslator.ToOneLine(error.GetBaseException().Message).TrimEnd('.'),
    };
}
