using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Finds the work of a region after its state was loaded.</summary>
internal static class UnfinishedWork
{
    /// <summary>All work that is not complete.</summary>
    /// <param name="state">The region.</param>
    /// <param name="since">The time until which work was carried out.</param>
    public static IEnumerable<IScheduled> Of(RegionState state, DateTimeOffset since) =>
    [
        .. state.Images.Running.Select(image => new DistributionWork(image, image.Run!)),
        .. state.Executions.Running.Select(run => new ExecutionWork(run)),
        .. state.Policies.After(null).Select(entry => new DailyRun(entry.Value, since)),
    ];
}
