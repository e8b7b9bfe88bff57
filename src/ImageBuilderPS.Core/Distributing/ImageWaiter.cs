using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Distributing;

/// <summary>
/// Waits for many images. Each image is polled in a loop of its own: poll, decide, pause. All loops share a limit of
/// concurrent polls and one back-off.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore makes no wait handle, and late polls still release it.")]
public sealed class ImageWaiter
{
    // Short pauses at first show an early failure soon. Longer ones save calls: a distribution takes many minutes.
    private const double PauseGrowth = 1.5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    // A response that takes longer is most likely lost. Another poll is faster.
    private static readonly TimeSpan MaxPollTime = TimeSpan.FromSeconds(30);

    // The last poll may begin at the timeout, and still needs time for its response.
    private static readonly TimeSpan MinPollTime = TimeSpan.FromSeconds(1);

    private readonly IImageBuilder service;
    private readonly ImageWaitOptions options;
    private readonly TimeProvider clock;
    private readonly Func<double> randomizer;
    private readonly CancellationToken cancellation;
    private readonly ConcurrentDictionary<long, WaitedImage> waited = new();
    private readonly ConcurrentQueue<ImageStatusChange> changes = new();
    private readonly SemaphoreSlim pollSlots;
    private readonly SharedBackoff backoff;
    private long lastNumber;

    /// <summary>A waiter that waits for no image yet.</summary>
    /// <param name="service">The endpoint.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="cancellation">Ends all waits.</param>
    /// <param name="clock">The clock; the system's when left out.</param>
    /// <param name="randomizer">Random numbers from 0 to 1 for the jitter.</param>
    public ImageWaiter(
        IImageBuilder service, ImageWaitOptions options, CancellationToken cancellation, TimeProvider? clock = null, Func<double>? randomizer = null)
    {
        (this.service, this.options, this.cancellation) = (service, options, cancellation);
        this.clock = clock ?? TimeProvider.System;
        this.randomizer = randomizer ?? Randomizer.Next;
        pollSlots = new(options.Concurrency);
        // A polling interval of 30 s grows to 4 minutes at most.
        backoff = new(clock) { MaxDelay = TimeSpan.FromSeconds(8) };
    }

    // The dictionary's own copy: LINQ asks for the count first, and images come and go meanwhile.
    /// <summary>The images that are waited for now, in the order in which the waits began.</summary>
    public IReadOnlyList<WaitedImage> Waited => [.. waited.ToArray().OrderBy(image => image.Key).Select(image => image.Value)];

    /// <summary>Waits until an image is available.</summary>
    /// <param name="imageBuildVersionArn">The image.</param>
    /// <param name="isNew">Whether the image was just created, so that a first poll at once would show nothing.</param>
    /// <param name="describe">Adds what the waiter does not know to the outcome, good or bad.</param>
    /// <exception cref="ImageDistributionException">
    /// The image failed, was cancelled or deleted, did not end before the timeout, or cannot be polled.
    /// </exception>
    /// <exception cref="OperationCanceledException">The waits were cancelled.</exception>
    public async Task<ImageDistribution> WaitAsync(string imageBuildVersionArn, bool isNew, Action<ImageDistribution>? describe = null)
    {
        var image = new WaitedImage(imageBuildVersionArn, clock.GetTimestamp());
        var number = Interlocked.Increment(ref lastNumber);
        waited[number] = image;
        Exception? failure = null;
        try
        {
            await PollUntilEndAsync(image, isNew).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            failure = error;
        }
        finally
        {
            waited.TryRemove(number, out _);
        }
        var distribution = ImageDistribution.From(imageBuildVersionArn, image.Image, Elapsed(image));
        describe?.Invoke(distribution);
        return failure is null && ImageStatusInfo.IsBuilt(image.Status)
            ? distribution
            : throw new ImageDistributionException(distribution, isTimeout: failure is null && !ImageStatusInfo.HasEnded(image.Status), failure);
    }

    /// <summary>Takes the next change of status, in the order in which the polls returned them.</summary>
    /// <param name="change">The change.</param>
    public bool TryTakeChange([NotNullWhen(true)] out ImageStatusChange? change) => changes.TryDequeue(out change);

    private async Task PollUntilEndAsync(WaitedImage image, bool isNew)
    {
        var pause = Min(FirstPause, options.PollingInterval);
        if (isNew)
            await PauseAsync(image, pause).ConfigureAwait(false);
        while (true)
        {
            await PollAsync(image).ConfigureAwait(false);
            if (ImageStatusInfo.HasEnded(image.Status) || Remaining(image) <= TimeSpan.Zero)
                return;
            await PauseAsync(image, Multiply(pause, backoff.Factor)).ConfigureAwait(false);
            pause = Min(Multiply(pause, PauseGrowth), options.PollingInterval);
        }
    }

    // The jitter is 20 percent to either side, so that images that were sent together are not polled together.
    private Task PauseAsync(WaitedImage image, TimeSpan pause) =>
        clock.WaitAsync(Min(Multiply(pause, 0.8 + (0.4 * randomizer())), Remaining(image)), cancellation);

    private async Task PollAsync(WaitedImage image)
    {
        await pollSlots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // A response that never comes must not outlast the wait.
            using var timeout = clock.CreateTimeout(Min(Max(Remaining(image), MinPollTime), MaxPollTime));
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
            var request = new GetImageRequest { ImageBuildVersionArn = image.ImageBuildVersionArn };
            Record(image, (await service.SendAsync(request, either.Token, retriesThrottles: false).ConfigureAwait(false)).Image);
            backoff.RecordSuccess();
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && IsTransient(error))
        {
            if (error is ImageBuilderException { IsThrottle: true })
                backoff.RecordThrottle();
            else
                backoff.RecordSuccess();
        }
        finally
        {
            pollSlots.Release();
        }
    }

    private void Record(WaitedImage image, Image? polled)
    {
        var before = image.Status;
        image.Image = polled;
        if (image.Status is { } status && status != before)
            changes.Enqueue(new(image.ImageBuildVersionArn, before, status, Elapsed(image)));
    }

    private TimeSpan Elapsed(WaitedImage image) => clock.GetElapsedTime(image.StartTimestamp);

    private TimeSpan Remaining(WaitedImage image) => options.Timeout - Elapsed(image);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Multiply(TimeSpan time, double factor) => TimeSpan.FromTicks((long)(time.Ticks * factor));

    // The distribution continues in AWS meanwhile, so another poll is worth it until the timeout.
    private static bool IsTransient(Exception error) => error switch
    {
        ImageBuilderException known => known.IsThrottle || known.StatusCode >= 500,
        ConnectionException known => known.Kind == ConnectionErrorKind.EndpointUnreachable,
        _ => error is TimeoutException or OperationCanceledException,
    };
}
