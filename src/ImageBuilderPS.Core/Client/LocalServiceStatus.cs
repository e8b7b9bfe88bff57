using System.Globalization;

namespace ImageBuilderPS.Client;

/// <summary>The time and the settings of a local service, as they were when they were read.</summary>
/// <param name="url">The URL that it listens on.</param>
/// <param name="options">Its settings.</param>
/// <param name="time">The time of its clock.</param>
/// <param name="isClockStopped">Whether its clock stands.</param>
public sealed class LocalServiceStatus(Uri url, LocalServiceOptions options, DateTimeOffset time, bool isClockStopped)
{
    /// <summary>The value of <see cref="Clock"/> while time passes.</summary>
    public const string Running = nameof(Running);

    /// <summary>The value of <see cref="Clock"/> while the clock stands.</summary>
    public const string Stopped = nameof(Stopped);

    /// <summary>The URL that it listens on: <c>http://127.0.0.1:4577</c>.</summary>
    public Uri Url { get; } = url;

    /// <summary>The account of the callers.</summary>
    public string AccountId { get; } = options.AccountId;

    /// <summary>The time of its clock, in UTC.</summary>
    public DateTimeOffset Time { get; } = time.ToUniversalTime();

    /// <summary><see cref="Running"/> or <see cref="Stopped"/>.</summary>
    public string Clock { get; } = isClockStopped ? Stopped : Running;

    /// <summary>How long an image stays in each state of a build or distribution, in milliseconds.</summary>
    public double StepMilliseconds { get; } = options.Step.TotalMilliseconds;

    /// <summary>How many calls per second each operation accepts; null for no limit.</summary>
    public int? Rate { get; } = options.Rate;

    /// <summary>The minimum time of every response, in milliseconds.</summary>
    public double LatencyMilliseconds { get; } = options.Latency.TotalMilliseconds;

    /// <summary>The URL and the time in a line.</summary>
    public override string ToString() =>
        $"{Url.GetLeftPart(UriPartial.Authority)}, {Time.ToString("u", CultureInfo.InvariantCulture)}{(Clock == Stopped ? ", clock stopped" : "")}";
}
