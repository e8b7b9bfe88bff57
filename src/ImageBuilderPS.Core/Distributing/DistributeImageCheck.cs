namespace ImageBuilderPS.Distributing;

/// <summary>One check of a distribution before it is sent.</summary>
/// <param name="name">What was checked.</param>
/// <param name="result">The result.</param>
/// <param name="message">What was found.</param>
public sealed class DistributeImageCheck(string name, DistributeImageCheckResult result, string message)
{
    /// <summary>What was checked: <c>SourceImage</c>, <c>ImageAvailable</c>, <c>DistributionConfiguration</c>,
    /// <c>Regions</c>, <c>Accounts</c>, <c>ExecutionRole</c> or <c>Request</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The result: <c>Passed</c>, <c>Failed</c> or <c>NotChecked</c>.</summary>
    public string Result { get; } = result.ToString();

    /// <summary>What was found.</summary>
    public string Message { get; } = message;

    internal bool IsFailed { get; } = result == DistributeImageCheckResult.Failed;

    /// <summary>The check in a line.</summary>
    public override string ToString() => $"{Name}: {Result}. {Message}";
}
