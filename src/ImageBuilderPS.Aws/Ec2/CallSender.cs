using Amazon.Runtime;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Makes calls: finds the credentials first, reports the attempts, and translates the errors.</summary>
/// <param name="search">Finds the credentials.</param>
/// <param name="onAttempt">Called after each attempt, on any thread.</param>
internal sealed class CallSender(CredentialSearch search, Action<RequestAttempt>? onAttempt = null)
{
    /// <summary>Finds the credentials.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ResolveCredentialsAsync(CancellationToken cancellationToken)
    {
        AttemptReport.Current = onAttempt;
        await search.RequireAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a call.</summary>
    /// <typeparam name="TRequest">The request.</typeparam>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="service">The service.</param>
    /// <param name="plan">The connection.</param>
    /// <param name="send">Sends the request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(
        TRequest request,
        AwsService service,
        ConnectionPlan plan,
        Func<TRequest, CancellationToken, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
    {
        AttemptReport.Current = onAttempt;
        await search.RequireAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await send(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not ConnectionException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ErrorTranslator.Translate(error, CallRecord.Of(request), service, plan);
        }
    }
}
