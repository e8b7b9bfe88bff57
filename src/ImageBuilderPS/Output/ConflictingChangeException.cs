using System.Management.Automation;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Output;

/// <summary>A resource was changed by somebody else between the read and the send; nothing was sent.</summary>
/// <param name="arn">The resource.</param>
/// <param name="read">When it was last updated, as read; null when never.</param>
/// <param name="live">When it was last updated.</param>
public sealed class ConflictingChangeException(string? arn, DateTimeOffset? read, DateTimeOffset? live)
    : Exception($"{arn} was last updated {Text(live)}, expected {Text(read)} as read: somebody changed it meanwhile. Nothing was sent.")
{
    private const string Action = "Read it again and look at the difference; -Force sends all the same.";

    /// <summary>The failure as PowerShell's error record.</summary>
    /// <param name="request">The request that was not sent.</param>
    public ErrorRecord ToRecord(Request request) => new(this, "ConflictingChange", ErrorCategory.ResourceBusy, request)
    {
        ErrorDetails = new(Message) { RecommendedAction = Action },
    };

    private static string Text(DateTimeOffset? time) =>
        time is null ? "never" : FormattableString.Invariant($"{time:yyyy-MM-dd HH:mm:ss.fff}");
}
