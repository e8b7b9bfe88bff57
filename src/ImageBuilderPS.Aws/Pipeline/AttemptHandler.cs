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
        var sdkRequest = (SdkRequest)executionContext.RequestContext.OriginalRequest;
        sdkRequest.Attempts++;
        if (executionContext.RequestContext.Request.Headers.TryGetValue(HeaderKeys.XAmzSecurityTokenHeader, out var token))
            sdkRequest.SessionToken = token;
        var watch = Stopwatch.StartNew();
        try
        {
            var response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            sdkRequest.Report(watch.Elapsed, $"HTTP {(int)executionContext.ResponseContext.HttpResponse.StatusCode}", isFailure: false);
            return response;
        }
        catch (Exception error)
        {
            sdkRequest.Report(watch.Elapsed, Describe(error), isFailure: true);
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
