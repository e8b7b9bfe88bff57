namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Why a resource gets its decision.</summary>
public enum ReasonKind
{
    /// <summary>No rule of the policy acts on it.</summary>
    None,

    /// <summary>The policy does not select the image.</summary>
    NotSelected,

    /// <summary>The image is of the other kind, AMI or container.</summary>
    OtherType,

    /// <summary>The image is still being built: the next run will decide.</summary>
    StillBuilding,

    /// <summary>The rule does not act on images in this state.</summary>
    PassedOver,

    /// <summary>The image is not older than the rule's threshold.</summary>
    NotOlder,

    /// <summary>The image is one of the newest of its recipe version.</summary>
    Retained,

    /// <summary>The image carries an exclusion tag.</summary>
    ImageTagged,

    /// <summary>The AMI is in an excluded region.</summary>
    AmiInRegion,

    /// <summary>The AMI is public.</summary>
    AmiPublic,

    /// <summary>The AMI carries an exclusion tag.</summary>
    AmiTagged,

    /// <summary>The AMI is shared with an excluded account.</summary>
    AmiShared,

    /// <summary>The AMI was launched recently.</summary>
    AmiLaunched,

    /// <summary>The rule includes no AMIs.</summary>
    NotIncluded,

    /// <summary>The image is older than the rule's threshold.</summary>
    Older,

    /// <summary>The image is beyond the newest of its recipe version.</summary>
    BeyondNewest,

    /// <summary>The image failed or was cancelled.</summary>
    FailedOrCancelled,

    /// <summary>The resource is an output of an image that the rule acts on.</summary>
    OutputOfImage,

    /// <summary>A fact is unknown.</summary>
    Unknown,
}
