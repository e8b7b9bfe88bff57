namespace ImageBuilderPS.Distributing;

/// <summary>How images are waited for.</summary>
public sealed record ImageWaitOptions
{
    /// <summary>How many images one waiter is given at a time by the cmdlets, so that memory stays flat: 1000.</summary>
    public const int MaxImages = 1000;

    /// <summary>How long an image is waited for; 2 hours by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// The longest pause between two looks at an image; 30 s by default. The first pauses are shorter, and while the
    /// service asks for fewer calls they are longer.
    /// </summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many looks are under way at a time, over all images; 4 by default.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Options in seconds, as people give them.</summary>
    /// <param name="timeoutSeconds">How long an image is waited for.</param>
    /// <param name="pollingIntervalSeconds">The longest pause between two looks.</param>
    public static ImageWaitOptions FromSeconds(int timeoutSeconds, double pollingIntervalSeconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(timeoutSeconds),
        PollingInterval = TimeSpan.FromSeconds(pollingIntervalSeconds),
    };
}
