using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Counts and reports each attempt: it runs inside the retries, after signing.</summary>
internal sealed class AttemptHandler : PipelineHandler
{
    // The SDK's own requests for credentials are synchronous in .NET Framework.
    public override void InvokeSync(IExecutionContext executionContext)
    {
        var attempt = new Attempt(executionContext);
        try
        {
            base.InvokeSync(executionContext);
            attempt.Succeed();
        }
        catch (Exception error)
        {
            attempt.Fail(error);
            throw;
        }
    }

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var attempt = new Attempt(executionContext);
        try
        {
            var response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            attempt.Succeed();
            return response;
        }
        catch (Exception error)
        {
            attempt.Fail(error);
            throw;
        }
    }

    private static string Describe(Exception error) => error switch
    {
        AmazonServiceException { StatusCode: not 0, ErrorCode: { Length: > 0 } code } answer =>
            $"{code} (HTTP {(int)answer.StatusCode}, request id {(string.IsNullOrEmpty(answer.RequestId) ? "none" : answer.RequestId)})",
        OperationCanceledException => "no response",
        _ => ErrorTranslator.Reason(error),
    };

    /// <summary>An attempt under way.</summary>
    private sealed class Attempt
    {
        private readonly IExecutionContext context;
        private readonly CallRecord record;
        private readonly TimeSpan wait;
        private readonly Stopwatch watch = Stopwatch.StartNew();

        public Attempt(IExecutionContext context)
        {
            this.context = context;
            record = CallRecord.Of(context.RequestContext.OriginalRequest);
            wait = record.SinceLastAttempt?.Elapsed ?? SharedBackoff.CurrentWait;
            record.Attempts++;
            if (context.RequestContext.Request.Headers.TryGetValue(HeaderKeys.XAmzSecurityTokenHeader, out var token))
                record.SessionToken = token;
        }

        public void Succeed()
        {
            var response = context.ResponseContext;
            // Image Builder has the request id in a header, a Query API in the body, too.
            var requestId = response.HttpResponse.IsHeaderPresent(HeaderKeys.RequestIdHeader)
                ? response.HttpResponse.GetHeaderValue(HeaderKeys.RequestIdHeader)
                : response.Response?.ResponseMetadata?.RequestId;
            Report($"HTTP {(int)response.HttpResponse.StatusCode}{(string.IsNullOrEmpty(requestId) ? "" : $" (request id {requestId})")}", isFailure: false);
        }

        public void Fail(Exception error) => Report(Describe(error), isFailure: true);

        private void Report(string outcome, bool isFailure)
        {
            record.SinceLastAttempt = Stopwatch.StartNew();
            if (AttemptReport.Current is not { } report)
                return;
            var request = context.RequestContext.Request;
            report(new(
                AttemptReport.Operation(request),
                record.WithoutSecrets(AttemptReport.Describe(request)),
                SharedBackoff.CurrentAttempts + record.Attempts,
                wait,
                watch.Elapsed,
                record.WithoutSecrets(outcome),
                isFailure));
        }
    }
}
