namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What a run of a lifecycle policy does with one resource.</summary>
public enum LifecycleAction
{
    /// <summary>Nothing: no rule acts on it.</summary>
    Keep,

    /// <summary>Nothing: a rule selects it, an exclusion keeps it.</summary>
    Skip,

    /// <summary>Deprecates it.</summary>
    Deprecate,

    /// <summary>Disables it.</summary>
    Disable,

    /// <summary>Deletes it.</summary>
    Delete,

    /// <summary>Cannot be determined: a rule needs a fact that is unknown.</summary>
    Unknown,
}
