namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>
/// What AWS does not settle for a resource. Where it matters to what is deleted, the evaluator takes the answer that
/// deletes more.
/// </summary>
[Flags]
public enum LifecycleAssumptions
{
    /// <summary>Nothing was open.</summary>
    None = 0,

    /// <summary>An exclusion tag matches a failed or cancelled image, which is deleted all the same.</summary>
    TagOfFailed = 1,

    /// <summary>An image without recipe counts by its own name and version.</summary>
    NameAsRecipe = 2,

    /// <summary>An AMI was launched less than a day before the run, which EC2 may not report yet: the launch does not keep it.</summary>
    LaunchUnreported = 4,

    /// <summary>Images of the same moment stand at the edge of the retention slots, and nothing says which of them stays.</summary>
    SameMoment = 8,
}
