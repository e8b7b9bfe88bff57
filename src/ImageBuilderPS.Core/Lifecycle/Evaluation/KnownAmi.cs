using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What is known of an AMI: the members that it was given with, and where these are null, EC2's facts.</summary>
internal readonly struct KnownAmi(Ami ami, AmiFact? fact)
{
    public Ami Ami { get; } = ami;

    public AmiFact? Fact { get; } = fact;

    public string? Region => Ami.Region ?? Fact?.Region;

    public bool? IsPublic => IsDisabled ? false : Ami.IsPublic ?? Fact?.IsPublic;

    public string[]? SharedAccounts => IsDisabled ? [] : Ami.SharedAccounts ?? Fact?.SharedAccounts;

    public TagMap? Tags => Ami.Tags ?? Fact?.Tags;

    public DateTimeOffset? LastLaunchedTime => Ami.HasNeverLaunched == true ? null : Ami.LastLaunchedTime ?? Fact?.LastLaunchedTime;

    /// <summary>Whether it is known that no launch is recorded.</summary>
    public bool HasNeverLaunched => Ami.HasNeverLaunched == true || (Ami.LastLaunchedTime is null && Fact?.HasNeverLaunched == true);

    /// <summary>Whether it was never made: the distribution to its region and account failed.</summary>
    public bool IsMissing => Ami.Image is null && ImageStatusInfo.PhaseOf(Ami.State) is ImagePhase.Failed or ImagePhase.Cancelled;

    /// <summary>Whether there is nothing of it, so that nothing can exclude it.</summary>
    public bool IsGone => IsMissing || ImageStatusInfo.PhaseOf(Ami.State) == ImagePhase.Deleted || Fact is { IsGone: true };

    // EC2 makes an AMI private and ends its sharing when it disables it.
    private bool IsDisabled => ImageStatusInfo.PhaseOf(Ami.State) == ImagePhase.Disabled || Fact is { IsDisabled: true };
}
