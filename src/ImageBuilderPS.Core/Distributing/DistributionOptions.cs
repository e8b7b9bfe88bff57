using ImageBuilderPS.Distributing.Ledger;

namespace ImageBuilderPS.Distributing;

/// <summary>How the distributions of one command are carried out, over all its connections.</summary>
internal sealed record DistributionOptions
{
    /// <summary>Whether to wait for the images; otherwise the responses are the results.</summary>
    public bool Waits { get; init; }

    /// <summary>How to wait.</summary>
    public ImageWaitOptions WaitOptions { get; init; } = new();

    /// <summary>How often a failed image is resumed, while it is waited for; 0 by default.</summary>
    public int ResumeFailed { get; init; }

    /// <summary>The limit of distributions under way; null for none.</summary>
    public ActiveDistributions? Active { get; init; }

    /// <summary>With <see cref="Active"/>: the limit of requests in flight.</summary>
    public SemaphoreSlim? Calls { get; init; }

    /// <summary>The ledger; null for none.</summary>
    public DistributionLedger? Ledger { get; init; }
}
