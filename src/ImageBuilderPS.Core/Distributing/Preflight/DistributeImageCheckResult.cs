namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>The results of checks.</summary>
public static class DistributeImageCheckResult
{
    /// <summary>Nothing is wrong.</summary>
    public const string Passed = nameof(Passed);

    /// <summary>The distribution would be refused or fail.</summary>
    public const string Failed = nameof(Failed);

    /// <summary>The distribution may succeed, and still not do what is wanted.</summary>
    public const string Warning = nameof(Warning);

    /// <summary>It could not be found out.</summary>
    public const string Unknown = nameof(Unknown);
}
