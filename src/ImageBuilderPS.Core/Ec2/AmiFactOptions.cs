namespace ImageBuilderPS.Ec2;

/// <summary>What <see cref="AmiFactCollector"/> reads, and how.</summary>
public sealed record AmiFactOptions
{
    /// <summary>The role that is assumed in other accounts, with its path if it has one. Without it, their AMIs stay unknown.</summary>
    public string? RoleName { get; init; }

    /// <summary>How many calls are made at a time in each account and region, 1 or more; 10 by default.</summary>
    public int ThrottleLimit { get; init; } = 10;

    /// <summary>Whether to read the accounts that AMIs are shared with, which needs a call for each AMI; true by default.</summary>
    public bool ReadsLaunchPermissions { get; init; } = true;
}
