using System.Management.Automation.Host;
using ImageBuilderPS.Api;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Says what was sent and never written, because the pipeline ended early.</summary>
internal static class UnwrittenRequestsWarning
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits a moment for answers that are under way, then writes one warning for each request, and one that says what to do.</summary>
    /// <param name="jobs">What was sent and not written.</param>
    /// <param name="host">Where to; the pipeline takes no warnings any more.</param>
    public static void Report(IReadOnlyList<PendingDistribution> jobs, PSHost host)
    {
        if (jobs.Count == 0)
            return;
        SpinWait.SpinUntil(() => jobs.All(IsSettled), Patience);
        foreach (var line in jobs.Select(Describe).Where(line => line is not null))
            host.UI.WriteWarningLine(line);
        if (jobs.Any(job => job.Response is not null))
            host.UI.WriteWarningLine("What was sent goes on by itself. Wait-IBImage takes the ARNs.");
    }

    private static bool IsSettled(PendingDistribution job) => job.Response is not null || !job.IsSent;

    private static string? Describe(PendingDistribution job) =>
        job.Response is { } response
            ? $"Sent, not written: {job.Request.SourceImage} became {response.ImageBuildVersionArn} (client token {job.Request.ClientToken})."
        : job.IsSent
            ? $"Sent, no answer yet: {job.Request.SourceImage} by {job.Request.DistributionConfigurationArn} (client token {job.Request.ClientToken}). "
                + "Send it again with the same -ClientToken to learn its image; it does nothing twice."
        : null;
}
