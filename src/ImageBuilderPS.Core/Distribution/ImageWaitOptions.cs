namespace ImageBuilderPS.Distribution;

/// <summary>How images are waited for.</summary>
public sealed record ImageWaitOptions
{
    /// <summary>How long an image is waited for; 2 hours by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// The longest pause between two looks at an image; 30 s by default. The first pauses are shorter, and while the
    /// service asks for fewer calls they are longer.
    /// </summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many looks are under way at a time, over all images; 4 by default.</summary>
    public int Concurrency { get; init; } = 4;
}
