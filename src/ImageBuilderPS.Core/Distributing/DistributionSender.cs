using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Distributing;

/// <summary>Sends the requests of one pipeline, and waits for the images that they start.</summary>
/// <param name="service">Where to.</param>
/// <param name="waiter">Waits for the images; null where nobody waits.</param>
/// <param name="cancellation">Ends when the pipeline is stopped: nothing more is sent then.</param>
internal sealed class DistributionSender(IImageBuilder service, ImageWaiter? waiter, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource abandoning = new();
    private readonly SharedBackoff pace = new();

    // The search for credentials may take long; the inputs that follow need not search again.
    private volatile ConnectionException? withoutCredentials;

    /// <summary>Sends a request and waits for its image.</summary>
    /// <param name="job">The request.</param>
    /// <param name="leave">Gives the request's place to another, once nothing but waiting is left.</param>
    /// <returns>A <see cref="DistributeImageResponse"/>, or an <see cref="ImageDistribution"/> where somebody waits.</returns>
    public async Task<object> DistributeAsync(PendingDistribution job, Action leave)
    {
        var response = await pace.SendAsync(() => SendAsync(job), cancellation).ConfigureAwait(false);
        leave();
        return waiter is null
            ? response
            : await waiter.WaitAsync(response.ImageBuildVersionArn!, isNew: true, outcome => outcome.Add(response)).ConfigureAwait(false);
    }

    /// <summary>Gives up the answers that are under way.</summary>
    public void Dispose()
    {
        abandoning.Cancel();
        abandoning.Dispose();
    }

    // What is sent is not taken back when the pipeline stops: its answer is still worth a moment.
    private async Task<DistributeImageResponse> SendAsync(PendingDistribution job)
    {
        await ResolveCredentialsAsync().ConfigureAwait(false);
        if (!job.TrySend(cancellation))
            throw new OperationCanceledException(cancellation);
        try
        {
            var response = await service.SendAsync(job.Request, abandoning.Token, retriesThrottles: false).ConfigureAwait(false);
            response.ClientToken ??= job.Request.ClientToken;
            response.SourceImage = job.Request.SourceImage;
            response.DistributionConfigurationArn = job.Request.DistributionConfigurationArn;
            response.Region = service.Region;
            return job.Response = response;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            job.IsSent = false;
            throw;
        }
    }

    private async Task ResolveCredentialsAsync()
    {
        if (withoutCredentials is { } known)
            throw known;
        try
        {
            await service.ResolveCredentialsAsync(cancellation).ConfigureAwait(false);
        }
        catch (ConnectionException error)
        {
            withoutCredentials = error;
            throw;
        }
    }

    private static bool IsRefusal(Exception error) =>
        error is ImageBuilderException { StatusCode: >= 400 and < 500 } or ConnectionException { Kind: ConnectionErrorKind.NoCredentials };
}
