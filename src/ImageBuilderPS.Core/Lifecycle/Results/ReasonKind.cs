namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Why a resource gets the decision it gets.</summary>
public enum ReasonKind
{
    /// <summary>No rule of the policy acts on it.</summary>
    None,

    /// <summary>The policy's selection leaves the image out.</summary>
    NotSelected,

    /// <summary>The image is of the other kind, AMI or container.</summary>
    OtherType,

    /// <summary>The image is still being built: left for the next run.</summary>
    StillBuilding,

    /// <summary>The image's state is one that the rule passes over.</summary>
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

    /// <summary>The AMI was launched lately.</summary>
    AmiLaunched,

    /// <summary>The rule includes no AMIs.</summary>
    NotIncluded,

    /// <summary>The image is older than the rule's threshold.</summary>
    Older,

    /// <summary>The image is beyond the newest of its recipe version.</summary>
    BeyondNewest,

    /// <summary>The image failed or was cancelled.</summary>
    FailedOrCancelled,

    /// <summary>The resource came out of an image that is acted on.</summary>
    OutputOfImage,

    /// <summary>A fact is missing.</summary>
    Unknown,
}
