namespace ImageBuilderPS.Concurrency;

/// <summary>Random numbers for jitter, which spreads calls in time. Safe for many threads.</summary>
internal static class Randomizer
{
#if NET
    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Shared = new();

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public static double Next()
    {
        lock (Shared)
            return Shared.NextDouble();
    }
#endif
}
