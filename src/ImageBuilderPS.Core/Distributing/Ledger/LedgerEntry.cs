using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing.Ledger;

/// <summary>What the ledger knows of one input.</summary>
/// <param name="key">The digest of what was asked for.</param>
/// <param name="clientToken">The token that the input is sent with, each time.</param>
internal sealed class LedgerEntry(string key, string clientToken)
{
    public string Key => key;

    public string ClientToken => clientToken;

    /// <summary>The image that it became; null while no answer is recorded.</summary>
    public string? ImageBuildVersionArn { get; set; }

    /// <summary>The image's last recorded status; null while none is recorded.</summary>
    public string? Status { get; set; }

    /// <summary>The service's reason for that status; null for none.</summary>
    public string? Reason { get; set; }

    /// <summary>The recorded result in each region and account.</summary>
    public ImageDistributionTarget[] Targets { get; set; } = [];

    /// <summary>The position in the file after which the entry is there.</summary>
    public long Position { get; set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => ImageBuildVersionArn is not null && Status == ImageStatus.Available;

    /// <summary>Whether an earlier command saw the image fail.</summary>
    public bool HasFailed => Status == ImageStatus.Failed;
}
