using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ImageBuilderPS.Connection;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Distribution;

/// <summary>
/// Waits for many images with one poller. Each image is looked at soon, then at growing intervals with jitter; few looks
/// are under way at a time; when the service asks for fewer calls, all intervals grow until it no longer does.
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
    private static readonly TimeSpan Forever = TimeSpan.FromMilliseconds(-1);

    private readonly IImageBuilder service;
    private readonly ImageWaitOptions options;
    private readonly IWaitClock clock;
    private readonly CancellationToken cancellation;
    private readonly object gate = new();
    private readonly List<WaitedImage> waited = [];
    private readonly ConcurrentQueue<ImageStatusChange> changes = new();
    private readonly SemaphoreSlim looks;
    private TaskCompletionSource<bool> news = Signal();
    private double pace = 1;
    private DateTimeOffset slowed;
    private bool isRunning;

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
    /// <exception cref="ImageDistributionException">It failed, was cancelled or deleted, or took too long.</exception>
    /// <exception cref="ImageBuilderException">The service does not let it be seen.</exception>
    /// <exception cref="OperationCanceledException">The waits were ended.</exception>
    public Task<ImageDistribution> WaitAsync(string imageBuildVersionArn, bool isNew, Action<ImageDistribution>? describe = null)
    {
        var now = clock.Now;
        var pause = FirstPause < options.PollingInterval ? FirstPause : options.PollingInterval;
        var first = Spread(pause);
        var image = new WaitedImage(imageBuildVersionArn, now)
        {
            Due = !isNew ? now : now + (first < options.Timeout ? first : options.Timeout),
            Pause = pause,
            Describe = describe,
        };
        lock (gate)
        {
            waited.Add(image);
            if (!isRunning)
                _ = Task.Run(RunAsync);
            isRunning = true;
        }
        Wake();
        return image.Completion.Task;
    }

    /// <summary>Takes the next change of state, in the order they were seen.</summary>
    /// <param name="change">The change.</param>
    public bool TryTakeChange([NotNullWhen(true)] out ImageStatusChange? change) => changes.TryDequeue(out change);

    private async Task RunAsync()
    {
        try
        {
            while (NextPause(out var changed) is { } pause)
            {
                await RestAsync(pause, changed).ConfigureAwait(false);
                foreach (var image in TakeDue())
                {
                    await looks.WaitAsync(cancellation).ConfigureAwait(false);
                    _ = LookAsync(image);
                }
            }
        }
        catch (OperationCanceledException)
        {
            EndAll();
        }
    }

    // Null ends the poller: nothing is waited for any more. What changes after this look is in the signal.
    private TimeSpan? NextPause(out Task changed)
    {
        lock (gate)
        {
            if (news.Task.IsCompleted)
                news = Signal();
            changed = news.Task;
            isRunning = waited.Count > 0;
            if (!isRunning)
                return null;
            var idle = waited.Where(image => !image.IsLookedAt).ToList();
            if (idle.Count == 0)
                return Forever;
            var pause = idle.Min(image => image.Due) - clock.Now;
            return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
        }
    }

    private async Task RestAsync(TimeSpan pause, Task changed)
    {
        cancellation.ThrowIfCancellationRequested();
        if (pause == TimeSpan.Zero || changed.IsCompleted)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var rested = pause == Forever ? Task.Delay(Forever, either.Token) : clock.DelayAsync(pause, either.Token);
        await Task.WhenAny(changed, rested).ConfigureAwait(false);
        either.Cancel();
        cancellation.ThrowIfCancellationRequested();
    }

    private List<WaitedImage> TakeDue()
    {
        lock (gate)
        {
            var now = clock.Now;
            var due = waited.Where(image => !image.IsLookedAt && image.Due <= now).OrderBy(image => image.Due).ToList();
            foreach (var image in due)
                image.IsLookedAt = true;
            return due;
        }
    }

    private async Task LookAsync(WaitedImage image)
    {
        try
        {
            var request = new GetImageRequest { ImageBuildVersionArn = image.ImageBuildVersionArn };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(LimitOf(image));
            var response = await service.SendAsync(request, limit.Token).ConfigureAwait(false);
            Slower(isThrottled: false);
            See(image, response.Image);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            End(image);
            image.Completion.TrySetCanceled(cancellation);
        }
        catch (Exception error) when (MayPass(error))
        {
            Slower(error is ImageBuilderException { IsThrottle: true });
            See(image, image.Seen);
        }
        catch (Exception error)
        {
            End(image);
            image.Completion.TrySetException(error);
        }
        finally
        {
            looks.Release();
            Wake();
        }
    }

    // An answer that never comes must not outlast the wait.
    private TimeSpan LimitOf(WaitedImage image)
    {
        var left = image.Start + options.Timeout - clock.Now;
        return left > LongestLook ? LongestLook : left < ShortestLook ? ShortestLook : left;
    }

    private void See(WaitedImage image, Image? seen)
    {
        var before = image.Status;
        var now = clock.Now;
        var elapsed = now - image.Start;
        image.Seen = seen;
        if (image.Status is { } status && status != before)
            changes.Enqueue(new(image.ImageBuildVersionArn, before, status, elapsed));
        var isTimeout = !ImageProgress.HasEnded(image.Status);
        if (isTimeout && elapsed < options.Timeout)
        {
            Rest(image, now);
            return;
        }
        End(image);
        var distribution = ImageDistribution.Of(image, elapsed);
        image.Describe?.Invoke(distribution);
        if (!isTimeout && ImageProgress.HasArrived(image.Status))
            image.Completion.TrySetResult(distribution);
        else
            image.Completion.TrySetException(new ImageDistributionException(distribution, isTimeout));
    }

    private void Rest(WaitedImage image, DateTimeOffset now)
    {
        lock (gate)
        {
            var next = now + Spread(TimeSpan.FromTicks((long)(image.Pause.Ticks * pace)));
            var last = image.Start + options.Timeout;
            image.Due = next < last ? next : last;
            var pause = TimeSpan.FromTicks((long)(image.Pause.Ticks * Growth));
            image.Pause = pause < options.PollingInterval ? pause : options.PollingInterval;
            image.IsLookedAt = false;
        }
    }

    private void End(WaitedImage image)
    {
        lock (gate)
            waited.Remove(image);
    }

    private void EndAll()
    {
        lock (gate)
        {
            isRunning = false;
            foreach (var image in waited)
                image.Completion.TrySetCanceled(cancellation);
            waited.Clear();
        }
    }

    private static TaskCompletionSource<bool> Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        lock (gate)
            news.TrySetResult(true);
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

    private TimeSpan Spread(TimeSpan pause) => TimeSpan.FromTicks((long)(pause.Ticks * (0.8 + (0.4 * clock.Jitter()))));

    // The client has retried already; the image goes on meanwhile, so it is worth another look until the time is up.
    private static bool MayPass(Exception error) => error switch
    {
        ImageBuilderException known => known.IsThrottle || known.StatusCode >= 500,
        ConnectionException known => known.Kind == ConnectionErrorKind.EndpointUnreachable,
        _ => error is TimeoutException or OperationCanceledException,
    };
}
