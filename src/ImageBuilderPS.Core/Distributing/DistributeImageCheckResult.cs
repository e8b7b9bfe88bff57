namespace ImageBuilderPS.Distributing;

/// <summary>The result of a check.</summary>
public enum DistributeImageCheckResult
{
    /// <summary>Nothing is wrong.</summary>
    Passed,

    /// <summary>The distribution would be refused or fail.</summary>
    Failed,

    /// <summary>An earlier check failed, or only the service can know.</summary>
    NotChecked,
}
