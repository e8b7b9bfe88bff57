using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>Waits for the end of a lifecycle execution.</summary>
/// <param name="service">Image Builder.</param>
/// <param name="maxWait">How long to wait.</param>
/// <param name="clock">The clock.</param>
internal sealed class ExecutionWaiter(IImageBuilder service, TimeSpan maxWait, TimeProvider clock)
{
    private const double PauseGrowth = 1.5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    /// <summary>Polls until the execution has ended.</summary>
    /// <param name="id">The execution's id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The execution; null when it did not end in time.</returns>
    public async Task<LifecycleExecution?> WaitAsync(string id, CancellationToken cancellation)
    {
        var start = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var request = new GetLifecycleExecutionRequest { LifecycleExecutionId = id };
            var execution = (await service.SendAsync(request, cancellation).ConfigureAwait(false)).LifecycleExecution;
            if (execution?.State?.Status?.ToUpperInvariant() is LifecycleExecutionStatus.Success or LifecycleExecutionStatus.Failed or LifecycleExecutionStatus.Cancelled)
                return execution;
            var remaining = maxWait - clock.GetElapsedTime(start);
            if (remaining <= TimeSpan.Zero)
                return null;
            await clock.WaitAsync(pause < remaining ? pause : remaining, cancellation).ConfigureAwait(false);
            var longer = TimeSpan.FromTicks((long)(pause.Ticks * PauseGrowth));
            pause = longer < MaxPause ? longer : MaxPause;
        }
    }
}
