using System.Globalization;

namespace ImageBuilderPS.Client;

/// <summary>One attempt at a request to any service, for diagnosis. It has no keys and no session token.</summary>
/// <param name="operation">The operation: <c>DistributeImage</c>.</param>
/// <param name="sent">What was sent: the HTTP method, the path or the URL, and the members that are worth telling.</param>
/// <param name="number">The number of the attempt, from 1.</param>
/// <param name="wait">How long the attempt waited after the one before it.</param>
/// <param name="duration">The time from the send to the complete response.</param>
/// <param name="outcome">The HTTP status, or the reason why there is none; and the request id.</param>
/// <param name="isFailure">Whether the attempt failed, so that another may follow.</param>
public sealed class RequestAttempt(string operation, string sent, int number, TimeSpan wait, TimeSpan duration, string outcome, bool isFailure)
{
    // A shorter wait would be shown as zero.
    private static readonly TimeSpan ShortestShown = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether the attempt failed or followed one that failed.</summary>
    public bool IsOfRetries => isFailure || number > 1;

    /// <summary>The attempt in a line: <c>DistributeImage, attempt 1: TooManyRequestsException (HTTP 429) after 0.02 s</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}, attempt {1}{2}: {3} after {4:0.00} s",
        operation,
        number,
        wait < ShortestShown ? "" : string.Format(CultureInfo.InvariantCulture, ", after a wait of {0:0.00} s", wait.TotalSeconds),
        outcome,
        duration.TotalSeconds);

    /// <summary>The same with what was sent.</summary>
    public string ToDetailedString() => $"{sent}{Environment.NewLine}{this}";
}
