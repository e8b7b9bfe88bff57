namespace ImageBuilderPS.Distributing;

/// <summary>The result of a distribution in one region and account.</summary>
public sealed class ImageDistributionTarget
{
    /// <summary>The region.</summary>
    public string? Region { get; internal set; }

    /// <summary>The account that owns the AMI.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The AMI's id.</summary>
    public string? ImageId { get; internal set; }

    /// <summary>The AMI's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The AMI's state, with the same values as an image's status.</summary>
    public string? State { get; internal set; }

    /// <summary>The service's reason for that state, where it gives one.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Region, account, AMI and state in a line.</summary>
    public override string ToString() => $"{Region} {AccountId} {ImageId} {State}";
}
