namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Why a run is refused a change.</summary>
/// <remarks>Sources: Image Builder's lifecycle sample; EC2's API reference, DeregisterImage and DisableImage.</remarks>
public enum RefusalKind
{
    /// <summary>It is not refused, as far as is known.</summary>
    None,

    /// <summary>The AMI or the snapshot lacks the tag that the managed policy of the execution role asks for.</summary>
    NoCreatedByTag,

    /// <summary>The AMI is in another account, which lacks the role for lifecycle runs.</summary>
    NoCrossAccountRole,

    /// <summary>The AMI is protected from being deregistered.</summary>
    DeregistrationProtection,

    /// <summary>EC2 does not disable an AMI in this state.</summary>
    AmiState,

    /// <summary>The snapshot's AMI stays.</summary>
    AmiStays,

    /// <summary>One of the image's AMIs is refused: the image resource stays with it.</summary>
    AmiOfImage,
}
