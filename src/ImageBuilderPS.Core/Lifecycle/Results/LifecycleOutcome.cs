namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What becomes of a resource in a run: what EC2's facts say beside the policy's rules.</summary>
public enum LifecycleOutcome
{
    /// <summary>The run does not act on it.</summary>
    None,

    /// <summary>The run carries the action out. What is gone already, or has the state already, counts as well.</summary>
    Success,

    /// <summary>The run tries the action and is refused: the resource stays as it is, and the execution fails.</summary>
    Refused,

    /// <summary>The snapshot stays, since another AMI consists of it.</summary>
    SharedSnapshot,

    /// <summary>The AMI stays while its image resource is deleted: no policy acts on it again, and it still costs money.</summary>
    Unmanaged,

    /// <summary>Facts that decide it are unknown.</summary>
    Unknown,
}
