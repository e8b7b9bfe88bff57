using ImageBuilderPS.Api;

namespace ImageBuilderPS.Distributing.Ledger;

/// <summary>A line of the ledger: its head, an input before it is sent, or what became of one.</summary>
internal sealed class LedgerLine : Shape
{
    /// <summary>The head: the version of the format; null for other lines.</summary>
    public int? DistributionLedger { get; internal set; }

    /// <summary>The input's token, which tells what input a line is of.</summary>
    public string? ClientToken { get; internal set; }

    /// <summary>The digest of what is asked for; null for what became of it.</summary>
    public string? Key { get; internal set; }

    /// <summary>When the line was written.</summary>
    public DateTimeOffset? At { get; internal set; }

    /// <summary>The region and the role that the input is sent by, for readers.</summary>
    public string? Connection { get; internal set; }

    /// <summary>The source image, for readers.</summary>
    public string? SourceImage { get; internal set; }

    /// <summary>The configuration, for readers.</summary>
    public string? DistributionConfigurationArn { get; internal set; }

    /// <summary>The image that the input became.</summary>
    public string? ImageBuildVersionArn { get; internal set; }

    /// <summary>The status in which the image ended, or the name of the error with which the service refused the input.</summary>
    public string? Status { get; internal set; }

    /// <summary>The service's reason.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The result in each region and account.</summary>
    public ImageDistributionTarget[]? Targets { get; internal set; }
}
