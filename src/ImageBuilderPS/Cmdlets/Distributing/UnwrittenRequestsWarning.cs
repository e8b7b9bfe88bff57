using System.Management.Automation.Host;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Warns of requests that were sent and whose result was not written, because the pipeline ended early.</summary>
internal static class UnwrittenRequestsWarning
{
    // Long enough for most responses, and short enough after Ctrl+C.
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits a moment for responses, then writes one warning for each request, and one that says what to do.</summary>
    /// <param name="unwritten">The requests, with the tasks that send them.</param>
    /// <param name="variable">The variable that keeps the responses.</param>
    /// <param name="host">The host; the pipeline takes no warnings any more.</param>
    public static void Write(IReadOnlyList<(DistributionInput Input, Task<object> Task)> unwritten, string variable, PSHost host)
    {
        Task.WhenAny(Task.WhenAll(unwritten.Select(item => item.Task)), Task.Delay(Timeout)).GetAwaiter().GetResult();
        foreach (var line in unwritten.Select(item => Describe(item.Input.Pending)).OfType<string>())
            host.UI.WriteWarningLine(line);
        if (unwritten.Any(item => item.Input.Pending.Response is not null))
            host.UI.WriteWarningLine($"The distributions continue at the service. Wait for them: ${variable} | Wait-IBImage");
    }

    private static string? Describe(PendingDistribution pending) =>
        pending.Response is { } response
            ? $"Sent, not written: {pending.Request.SourceImage} became {response.ImageBuildVersionArn} (client token {pending.Request.ClientToken})."
        : pending.IsSent
            ? $"Sent, no answer yet: {pending.Request.SourceImage} by {pending.Request.DistributionConfigurationArn} (client token {pending.Request.ClientToken}). "
                + "Send it again with the same -ClientToken to learn its image; it is not executed twice."
        : null;
}
