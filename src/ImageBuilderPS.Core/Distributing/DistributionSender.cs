using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Distributing;

/// <summary>Sends the requests of one pipeline, and waits for the images that they create.</summary>
/// <param name="service">The endpoint.</param>
/// <param name="waiter">Waits for the images; null where no one waits.</param>
/// <param name="cancellation">Cancelled when the pipeline is stopped: no request is sent after that.</param>
internal sealed class DistributionSender(IImageBuilder service, ImageWaiter? waiter, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource abandoned = new();
    private readonly SharedBackoff backoff = new();

    // The search for credentials may take long. The inputs that follow a failed search do not search again.
    private volatile ConnectionException? missingCredentials;

    /// <summary>Sends a request and waits for its image.</summary>
    /// <param name="pending">The request.</param>
    /// <param name="releaseSlot">Called when only waiting is left, so that the next request may be sent.</param>
    /// <returns>A <see cref="DistributeImageResponse"/>, or an <see cref="ImageDistribution"/> where there is a waiter.</returns>
    public async Task<object> DistributeAsync(PendingDistribution pending, Action releaseSlot)
    {
        var response = await backoff.SendAsync(() => SendAsync(pending), cancellation).ConfigureAwait(false);
        releaseSlot();
        return waiter is null
            ? response
            : await waiter.WaitAsync(response.ImageBuildVersionArn!, isNew: true, outcome => outcome.Add(response)).ConfigureAwait(false);
    }

    /// <summary>Abandons the responses that have not arrived.</summary>
    public void Dispose()
    {
        abandoned.Cancel();
        abandoned.Dispose();
    }

    // A request that was sent cannot be taken back when the pipeline stops. Its response is still worth a short wait.
    private async Task<DistributeImageResponse> SendAsync(PendingDistribution pending)
    {
        await ResolveCredentialsAsync().ConfigureAwait(false);
        if (!pending.TryMarkSent(cancellation))
            throw new OperationCanceledException(cancellation);
        try
        {
            var response = await service.SendAsync(pending.Request, abandoned.Token, retriesThrottles: false).ConfigureAwait(false);
            response.ClientToken ??= pending.Request.ClientToken;
            response.SourceImage = pending.Request.SourceImage;
            response.DistributionConfigurationArn = pending.Request.DistributionConfigurationArn;
            response.Region = service.Region;
            pending.MarkAnswered(response);
            return response;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            pending.MarkRefused();
            throw;
        }
    }

    private async Task ResolveCredentialsAsync()
    {
        if (missingCredentials is { } known)
            throw known;
        try
        {
            await service.ResolveCredentialsAsync(cancellation).ConfigureAwait(false);
        }
        catch (ConnectionException error)
        {
            missingCredentials = error;
            throw;
        }
    }

    private static bool IsRefusal(Exception error) =>
        error is ImageBuilderException { StatusCode: >= 400 and < 500 } or ConnectionException { Kind: ConnectionErrorKind.NoCredentials };
}
