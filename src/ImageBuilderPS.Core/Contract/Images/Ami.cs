using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>An AMI that an image came out as.</summary>
/// <remarks>Source: the service's published model; the members from IsPublic on come from EC2, for the lifecycle preview.</remarks>
public sealed class Ami
{
    private DateTimeOffset? lastLaunchedTime;
    private bool isNoneGiven;
    private bool isNeverGiven;
    private bool? hasNeverLaunched;

    /// <summary>The AMI's region.</summary>
    [NonEmptyString]
    public string? Region { get; set; }

    /// <summary>The AMI's id.</summary>
    [NonEmptyString]
    public string? Image { get; set; }

    /// <summary>The AMI's name.</summary>
    [NonEmptyString]
    public string? Name { get; set; }

    /// <summary>The AMI's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>The AMI's state.</summary>
    public ImageState? State { get; set; }

    /// <summary>The account that owns it.</summary>
    [NonEmptyString]
    public string? AccountId { get; set; }

    /// <summary>Whether everybody may launch it; null when unknown. EC2 knows, Image Builder does not.</summary>
    [NotInApi]
    public bool? IsPublic { get; set; }

    /// <summary>The accounts that it is shared with; null when unknown. EC2 knows, Image Builder does not.</summary>
    [AccountList, NotInApi]
    public string[]? SharedAccounts { get; set; }

    /// <summary>The AMI's own tags; null when unknown. EC2 knows, Image Builder does not.</summary>
    [TagMap, NotInApi]
    public TagMap? Tags { get; set; }

    /// <summary>
    /// When it was last launched, up to 24 hours late. EC2 knows, Image Builder does not. Setting it to null says that
    /// no launch is recorded; where it is never set, nothing is known. <see cref="HasNeverLaunched"/> tells the two apart.
    /// </summary>
    [NotInApi]
    public DateTimeOffset? LastLaunchedTime
    {
        get => lastLaunchedTime;
        set => (lastLaunchedTime, isNoneGiven) = (value, value is null);
    }

    /// <summary>
    /// Whether EC2 is known to have no launch of it on record: true when there is none, false when there is one, null when
    /// unknown. What is set here counts before a <see cref="LastLaunchedTime"/> of null.
    /// </summary>
    [NotInApi]
    public bool? HasNeverLaunched
    {
        // ConvertTo-Json writes an unknown time as null too: this member, written beside it, keeps it unknown.
        get => lastLaunchedTime is not null ? false
            : isNeverGiven ? hasNeverLaunched
            : isNoneGiven ? true
            : null;
        set => (hasNeverLaunched, isNeverGiven) = (value, true);
    }

    /// <summary>The snapshots behind it; null when unknown. EC2 knows, Image Builder does not.</summary>
    [StringList, NotInApi]
    public string[]? SnapshotIds { get; set; }

    internal Ami Copy() => (Ami)MemberwiseClone();

    /// <summary>Where it is and its id.</summary>
    public override string ToString() => $"{Region} {AccountId} {Image}";
}
