namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>How two policies differ in one place.</summary>
public enum LifecyclePolicyDifferenceKind
{
    /// <summary>Only the policy after has it.</summary>
    Added,

    /// <summary>Only the policy before has it.</summary>
    Removed,

    /// <summary>Both have it, with other values.</summary>
    Changed,
}
