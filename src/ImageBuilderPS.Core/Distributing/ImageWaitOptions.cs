namespace ImageBuilderPS.Distributing;

/// <summary>Options of a wait for images.</summary>
public sealed record ImageWaitOptions
{
    /// <summary>The most images that the cmdlets wait for at a time, so that memory stays flat: 1000.</summary>
    public const int MaxImages = 1000;

    /// <summary>How long an image is waited for; 2 hours by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// The longest pause between two polls of an image; 30 s by default. The first pauses are shorter. While the service
    /// throttles, they are longer.
    /// </summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many polls are in flight at a time, over all images; 4 by default, which leaves room in the account's rate limit.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Options from seconds.</summary>
    /// <param name="timeoutSeconds">The timeout of each image.</param>
    /// <param name="pollingIntervalSeconds">The longest pause between two polls.</param>
    public static ImageWaitOptions FromSeconds(int timeoutSeconds, double pollingIntervalSeconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(timeoutSeconds),
        PollingInterval = TimeSpan.FromSeconds(pollingIntervalSeconds),
    };
}
