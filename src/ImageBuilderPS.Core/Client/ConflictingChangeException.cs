using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>Somebody else updated a resource between the read and the send. Nothing was sent.</summary>
/// <param name="request">The update that was not sent.</param>
/// <param name="arn">The resource.</param>
/// <param name="read">When the resource was last updated, as read; null when never.</param>
/// <param name="live">When the resource was last updated.</param>
public sealed class ConflictingChangeException(Request request, string? arn, DateTimeOffset? read, DateTimeOffset? live)
    : Exception($"{arn} was last updated {Text(live)}, expected {Text(read)} as read: somebody changed it meanwhile. Nothing was sent.")
{
    /// <summary>What to do about it.</summary>
    public const string Action = "Read it again and check the difference; -Force sends the update anyway.";

    /// <summary>The update that was not sent.</summary>
    public Request Request { get; } = request;

    private static string Text(DateTimeOffset? time) =>
        time is null ? "never" : FormattableString.Invariant($"{time:yyyy-MM-dd HH:mm:ss.fff}");
}
