using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Distributing;

/// <summary>
/// Waits for many images. Each is looked at soon, then at growing intervals with jitter; few looks are under way at a
/// time; when the service asks for fewer calls, all intervals grow until it no longer does.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore makes no wait handle, and late looks still release it.")]
public sealed class ImageWaiter
{
    private const double Growth = 1.5;
    private const double MostPace = 8;
    private static readonly TimeSpan PaceStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(1);

    private readonly IImageBuilder service;
    private readonly ImageWaitOptions options;
    private readonly IWaitClock clock;
    private readonly CancellationToken cancellation;
    private readonly object gate = new();
    private readonly List<WaitedImage> waited = [];
    private readonly ConcurrentQueue<ImageStatusChange> changes = new();
    private readonly SemaphoreSlim looks;
    private double pace = 1;
    private DateTimeOffset slowed;

    /// <summary>A waiter for no image yet.</summary>
    /// <param name="service">Where the images are.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="cancellation">Ends all waits.</param>
    /// <param name="clock">The time; real time when left out.</param>
    public ImageWaiter(IImageBuilder service, ImageWaitOptions options, CancellationToken cancellation, IWaitClock? clock = null)
    {
        (this.service, this.options, this.cancellation) = (service, options, cancellation);
        this.clock = clock ?? new WaitClock();
        looks = new(options.Concurrency);
    }

    /// <summary>The images that are waited for now, the longest-waiting first.</summary>
    public IReadOnlyList<WaitedImage> Waited
    {
        get
        {
            lock (gate)
                return [.. waited];
        }
    }

    /// <summary>Waits until an image is available.</summary>
    /// <param name="imageBuildVersionArn">The image.</param>
    /// <param name="isNew">Whether the image has only just begun, so that there is nothing to see at once.</param>
    /// <param name="describe">Adds what the waiter does not know to the outcome, good or bad.</param>
    /// <exception cref="ImageDistributionException">
    /// It failed, was cancelled or deleted, took too long, or could not be looked at.
    /// </exception>
    /// <exception cref="OperationCanceledException">The waits were ended.</exception>
    public async Task<ImageDistribution> WaitAsync(string imageBuildVersionArn, bool isNew, Action<ImageDistribution>? describe = null)
    {
        var image = new WaitedImage(imageBuildVersionArn, clock.Now);
        lock (gate)
            waited.Add(image);
        Exception? failure = null;
        try
        {
            await FollowAsync(image, isNew).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            failure = error;
        }
        finally
        {
            lock (gate)
                waited.Remove(image);
        }
        var distribution = ImageDistribution.Of(image, clock.Now - image.Start);
        describe?.Invoke(distribution);
        return failure is null && ImageStatusInfo.IsBuilt(image.Status)
            ? distribution
            : throw new ImageDistributionException(distribution, isTimeout: failure is null && !ImageStatusInfo.HasEnded(image.Status), failure);
    }

    /// <summary>Takes the next change of state, in the order they were seen.</summary>
    /// <param name="change">The change.</param>
    public bool TryTakeChange([NotNullWhen(true)] out ImageStatusChange? change) => changes.TryDequeue(out change);

    private async Task FollowAsync(WaitedImage image, bool isNew)
    {
        var pause = FirstPause < options.PollingInterval ? FirstPause : options.PollingInterval;
        if (isNew)
            await PauseAsync(image, pause).ConfigureAwait(false);
        while (true)
        {
            await LookAsync(image).ConfigureAwait(false);
            if (ImageStatusInfo.HasEnded(image.Status) || Left(image) <= TimeSpan.Zero)
                return;
            await PauseAsync(image, Times(pause, Pace)).ConfigureAwait(false);
            var longer = Times(pause, Growth);
            pause = longer < options.PollingInterval ? longer : options.PollingInterval;
        }
    }

    private Task PauseAsync(WaitedImage image, TimeSpan pause)
    {
        var (next, left) = (Times(pause, 0.8 + (0.4 * clock.Jitter())), Left(image));
        var rest = next < left ? next : left;
        return rest > TimeSpan.Zero ? clock.DelayAsync(rest, cancellation) : Task.CompletedTask;
    }

    private async Task LookAsync(WaitedImage image)
    {
        await looks.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // An answer that never comes must not outlast the wait.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit(Left(image)));
            var request = new GetImageRequest { ImageBuildVersionArn = image.ImageBuildVersionArn };
            See(image, (await service.SendAsync(request, limit.Token, retriesThrottles: false).ConfigureAwait(false)).Image);
            Slower(isThrottled: false);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && MayPass(error))
        {
            Slower(error is ImageBuilderException { IsThrottle: true });
        }
        finally
        {
            looks.Release();
        }
    }

    private void See(WaitedImage image, Image? seen)
    {
        var before = image.Status;
        image.Seen = seen;
        if (image.Status is { } status && status != before)
            changes.Enqueue(new(image.ImageBuildVersionArn, before, status, clock.Now - image.Start));
    }

    private double Pace
    {
        get
        {
            lock (gate)
                return pace;
        }
    }

    // Refusals that come together count as one.
    private void Slower(bool isThrottled)
    {
        lock (gate)
        {
            if (!isThrottled)
                pace = Math.Max(1, pace * 0.9);
            else if (clock.Now - slowed >= PaceStep)
                (pace, slowed) = (Math.Min(pace * 2, MostPace), clock.Now);
        }
    }

    private TimeSpan Left(WaitedImage image) => image.Start + options.Timeout - clock.Now;

    private static TimeSpan Limit(TimeSpan left) => left > LongestLook ? LongestLook : left < ShortestLook ? ShortestLook : left;

    private static TimeSpan Times(TimeSpan time, double factor) => TimeSpan.FromTicks((long)(time.Ticks * factor));

    // The image goes on meanwhile, so it is worth another look until the time is up.
    private static bool MayPass(Exception error) => error switch
    {
        ImageBuilderException known => known.IsThrottle || known.StatusCode >= 500,
        ConnectionException known => known.Kind == ConnectionErrorKind.EndpointUnreachable,
        _ => error is TimeoutException or OperationCanceledException,
    };
}
