namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What a run of a lifecycle policy does with one resource.</summary>
public enum LifecycleAction
{
    /// <summary>Nothing: no rule asks for it.</summary>
    Keep,

    /// <summary>Nothing: a rule asks for it, an exclusion keeps it.</summary>
    Skip,

    /// <summary>Deprecates it.</summary>
    Deprecate,

    /// <summary>Disables it.</summary>
    Disable,

    /// <summary>Deletes it.</summary>
    Delete,

    /// <summary>Cannot be told: a rule asks for a fact that is missing.</summary>
    Unknown,
}
