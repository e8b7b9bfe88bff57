using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Distributing;

/// <summary>Sends the requests of one connection of a pipeline, and waits for the images that they create.</summary>
internal sealed class DistributionSender : IDisposable
{
    private readonly IImageBuilder service;
    private readonly DistributionOptions options;
    private readonly DistributeImageTester? tester;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource abandoned = new();
    private readonly SharedBackoff backoff = new() { MinDelay = TimeSpan.FromMilliseconds(100) };
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>>>> regions = new(StringComparer.Ordinal);

    // The search for credentials may take long. The inputs that follow a failed search do not search again.
    private volatile Exception? missingCredentials;

    /// <param name="service">The endpoint.</param>
    /// <param name="options">How the distributions are carried out.</param>
    /// <param name="cancellation">Cancelled when the pipeline is stopped: no request is sent after that.</param>
    /// <param name="tester">Tests each request before it is sent; null for no test.</param>
    public DistributionSender(IImageBuilder service, DistributionOptions options, CancellationToken cancellation, DistributeImageTester? tester = null)
    {
        (this.service, this.options, this.cancellation, this.tester) = (service, options, cancellation, tester);
        Waiter = new(service, options.WaitOptions, cancellation);
    }

    /// <summary>Waits for the images.</summary>
    public ImageWaiter Waiter { get; }

    /// <summary>Sends a request and waits for its image.</summary>
    /// <param name="pending">The request.</param>
    /// <param name="releaseSlot">Called when only waiting is left, so that the next request may be sent.</param>
    /// <returns>A <see cref="DistributeImageResponse"/>, or an <see cref="ImageDistribution"/> where the images are waited for.</returns>
    public async Task<object> DistributeAsync(PendingDistribution pending, Action releaseSlot)
    {
        if (pending.Entry is { IsDone: true })
            return Known(pending);
        var place = options.Active is null ? null : await EnterAsync(options.Active, pending, releaseSlot).ConfigureAwait(false);
        var isFollowed = false;
        try
        {
            await TestAsync(pending).ConfigureAwait(false);
            var response = await StartInTurnAsync(pending).ConfigureAwait(false);
            releaseSlot();
            if (options.Waits)
                return await FinishAsync(pending, response).ConfigureAwait(false);
            if (pending.HasGivenToken || pending.Entry is { HasFailed: true })
                await RestartAsync(pending, response).ConfigureAwait(false);
            isFollowed = place is not null;
            if (isFollowed)
                _ = FollowAsync(pending, response, place!);
            return response;
        }
        finally
        {
            if (!isFollowed)
                place?.Dispose();
        }
    }

    /// <summary>Abandons the responses that have not arrived.</summary>
    public void Dispose()
    {
        abandoned.Cancel();
        abandoned.Dispose();
    }

    // What waits for its place keeps no other input from being started.
    private async Task<IDisposable> EnterAsync(ActiveDistributions active, PendingDistribution pending, Action releaseSlot)
    {
        releaseSlot();
        var targets = await regions.GetOrAdd(pending.Request.DistributionConfigurationArn!, arn => new(() => ReadRegionsAsync(arn))).Value.ConfigureAwait(false);
        return await active.EnterAsync(pending.Number, targets, cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> ReadRegionsAsync(string configurationArn)
    {
        try
        {
            var request = new GetDistributionConfigurationRequest { DistributionConfigurationArn = configurationArn };
            var read = await service.SendAsync(request, cancellation).ConfigureAwait(false);
            return read.DistributionConfiguration is { } configuration ? DistributionTargets.Regions(configuration) : [];
        }
        catch (Exception error) when (error is ImageBuilderException or ConnectionException)
        {
            // The request itself may be allowed. Without regions its order is that of the input.
            return [];
        }
    }

    private async Task TestAsync(PendingDistribution pending)
    {
        if (tester is null || pending.Entry?.ImageBuildVersionArn is not null)
            return;
        pending.Test = await tester.TestAsync(pending.Request, cancellation).ConfigureAwait(false);
        if (!pending.Test.Passed)
            throw new PreflightFailedException(pending.Test);
    }

    private async Task<DistributeImageResponse> StartInTurnAsync(PendingDistribution pending)
    {
        if (options.Calls is not { } calls)
            return await StartAsync(pending).ConfigureAwait(false);
        await calls.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await StartAsync(pending).ConfigureAwait(false);
        }
        finally
        {
            calls.Release();
        }
    }

    private async Task<DistributeImageResponse> StartAsync(PendingDistribution pending)
    {
        if (pending.Entry is not { } entry)
            return await backoff.SendAsync(() => SendAsync(pending), cancellation).ConfigureAwait(false);
        if (entry.ImageBuildVersionArn is not null)
        {
            var known = ResponseOf(pending);
            pending.MarkAnswered(known);
            return known;
        }
        options.Ledger!.Flush(entry);
        try
        {
            var response = await backoff.SendAsync(() => SendAsync(pending), cancellation).ConfigureAwait(false);
            options.Ledger.RecordImage(entry, response.ImageBuildVersionArn!);
            return response;
        }
        catch (ImageBuilderException error)
        {
            options.Ledger.RecordRefusal(entry, error);
            throw;
        }
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
            Complete(response, pending);
            pending.MarkAnswered(response);
            return response;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            pending.MarkRefused();
            throw;
        }
    }

    private async Task<ImageDistribution> FinishAsync(PendingDistribution pending, DistributeImageResponse response)
    {
        // An image of an earlier command has a state to see at once, and one more chance.
        var isNew = !pending.HasGivenToken && pending.Entry?.Status is null;
        var resumes = options.ResumeFailed + (pending.Entry is { HasFailed: true } ? 1 : 0);
        for (var resumed = 0; ; resumed++)
        {
            try
            {
                var distribution = await Waiter.WaitAsync(response.ImageBuildVersionArn!, isNew, outcome => Describe(outcome, resumed)).ConfigureAwait(false);
                Record(pending, distribution);
                return distribution;
            }
            catch (ImageDistributionException error)
            {
                Record(pending, error.Distribution);
                if (!error.IsFailed || resumed >= resumes)
                    throw error.IsFailed && pending.HasGivenToken ? error.With(TokenNote(pending)) : error;
                await ResumeAsync(error).ConfigureAwait(false);
                isNew = true;
            }
        }

        void Describe(ImageDistribution outcome, int resumed)
        {
            outcome.Add(response);
            outcome.Resumes = resumed;
        }
    }

    // Without a wait: the token of a failed image starts nothing, so the caller has to know; the ledger's failed image is resumed.
    private async Task RestartAsync(PendingDistribution pending, DistributeImageResponse response)
    {
        Image? image;
        try
        {
            var request = new GetImageRequest { ImageBuildVersionArn = response.ImageBuildVersionArn };
            image = (await SendAsync(request).ConfigureAwait(false)).Image;
        }
        catch (Exception error) when (error is ImageBuilderException or ConnectionException)
        {
            // Who may distribute may lack the right to read the image.
            return;
        }
        var distribution = ImageDistribution.From(response.ImageBuildVersionArn!, image, TimeSpan.Zero);
        distribution.Add(response);
        if (!ImageStatusInfo.HasEnded(distribution.Status) || ImageStatusInfo.IsBuilt(distribution.Status))
            return;
        var failure = new ImageDistributionException(distribution, isTimeout: false);
        if (!failure.IsFailed || pending.Entry is not { HasFailed: true })
            throw pending.HasGivenToken ? failure.With(TokenNote(pending)) : failure;
        await ResumeAsync(failure).ConfigureAwait(false);
    }

    private async Task ResumeAsync(ImageDistributionException failure)
    {
        var request = new RetryImageRequest { ImageBuildVersionArn = failure.Distribution.ImageBuildVersionArn, ClientToken = Guid.NewGuid().ToString() };
        try
        {
            await SendAsync(request).ConfigureAwait(false);
        }
        catch (InvalidRequestException)
        {
            // Somebody else resumed it: then it is under way.
        }
        catch (Exception error) when (error is ImageBuilderException or ConnectionException)
        {
            throw failure.With($"\nIt could not be resumed: {error.Message}");
        }
    }

    private Task<TResponse> SendAsync<TResponse>(Request<TResponse> request)
        where TResponse : Response, new() =>
        backoff.SendAsync(() => service.SendAsync(request, cancellation, retriesThrottles: false), cancellation);

    private async Task FollowAsync(PendingDistribution pending, DistributeImageResponse response, IDisposable place)
    {
        try
        {
            await FinishAsync(pending, response).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ImageDistributionException or OperationCanceledException)
        {
            // Nobody waits for the image; only its place is of interest.
        }
        finally
        {
            place.Dispose();
        }
    }

    private void Record(PendingDistribution pending, ImageDistribution distribution)
    {
        if (pending.Entry is { } entry && ImageStatusInfo.HasEnded(distribution.Status))
            options.Ledger!.RecordEnd(entry, distribution);
    }

    private object Known(PendingDistribution pending)
    {
        var (response, entry) = (ResponseOf(pending), pending.Entry!);
        pending.MarkAnswered(response);
        if (!options.Waits)
            return response;
        var distribution = new ImageDistribution
        {
            ImageBuildVersionArn = entry.ImageBuildVersionArn,
            Status = entry.Status,
            Reason = entry.Reason,
            Targets = entry.Targets,
        };
        distribution.Add(response);
        return distribution;
    }

    private DistributeImageResponse ResponseOf(PendingDistribution pending)
    {
        var response = new DistributeImageResponse { ImageBuildVersionArn = pending.Entry!.ImageBuildVersionArn };
        Complete(response, pending);
        return response;
    }

    private void Complete(DistributeImageResponse response, PendingDistribution pending)
    {
        response.ClientToken ??= pending.Request.ClientToken;
        response.SourceImage = pending.Request.SourceImage;
        response.DistributionConfigurationArn = pending.Request.DistributionConfigurationArn;
        response.Region = service.Region;
    }

    private static string TokenNote(PendingDistribution pending) =>
        $"\nThe client token {pending.Request.ClientToken} stands for this image: sent again, it starts nothing new.";

    private async Task ResolveCredentialsAsync()
    {
        if (missingCredentials is { } known)
            throw known;
        try
        {
            await service.ResolveCredentialsAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ConnectionException or ImageBuilderException)
        {
            missingCredentials = error;
            throw;
        }
    }

    private static bool IsRefusal(Exception error) =>
        error is ImageBuilderException { StatusCode: >= 400 and < 500 } or ConnectionException { Kind: ConnectionErrorKind.NoCredentials };
}
