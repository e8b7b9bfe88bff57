namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>
/// Ambiguities in AWS's documentation that affect a resource. Where they matter for deletions, the evaluator assumes the
/// variant that deletes more.
/// </summary>
[Flags]
public enum LifecycleAssumptions
{
    /// <summary>Nothing is ambiguous.</summary>
    None = 0,

    /// <summary>An exclusion tag matches a failed or cancelled image, which is deleted nevertheless.</summary>
    TagOfFailed = 1,

    /// <summary>An image without recipe counts by its own name and version.</summary>
    NameAsRecipe = 2,

    /// <summary>An AMI was launched less than a day before the run, which EC2 may not report yet: the launch does not keep the AMI.</summary>
    LaunchUnreported = 4,

    /// <summary>Images of the same moment compete for the last retention slot, and AWS does not say which stays.</summary>
    SameMoment = 8,
}
