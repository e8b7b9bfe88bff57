namespace ImageBuilderPS.Distribution;

/// <summary>One check of a distribution that was not sent.</summary>
/// <param name="name">What was checked.</param>
/// <param name="result">How it went.</param>
/// <param name="message">What was found.</param>
public sealed class DistributeImageCheck(string name, DistributeImageCheckResult result, string message)
{
    /// <summary>What was checked: <c>SourceImage</c>, <c>ImageAvailable</c>, <c>DistributionConfiguration</c>,
    /// <c>Regions</c>, <c>Accounts</c>, <c>ExecutionRole</c> or <c>Request</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How it went.</summary>
    public DistributeImageCheckResult Result { get; } = result;

    /// <summary>What was found.</summary>
    public string Message { get; } = message;

    /// <summary>The check in a line.</summary>
    public override string ToString() => $"{Name}: {Result}. {Message}";
}
