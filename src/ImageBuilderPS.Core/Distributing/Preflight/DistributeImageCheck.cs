namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>A finding about a distribution before it is sent.</summary>
public sealed class DistributeImageCheck
{
    internal DistributeImageCheck(string name, string result, string message) => (Name, Result, Message) = (name, result, message);

    /// <summary>What was checked: one of <see cref="DistributeImageChecks"/>.</summary>
    public string Name { get; }

    /// <summary>The result: <c>Passed</c>, <c>Failed</c>, <c>Warning</c> or <c>Unknown</c>.</summary>
    public string Result { get; }

    /// <summary>The region that it is about; null where it is about no single one.</summary>
    public string? Region { get; internal init; }

    /// <summary>The account that it is about; null where it is about no single one.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>What was found.</summary>
    public string Message { get; internal init; }

    /// <summary>What to do; null where there is nothing to do.</summary>
    public string? Action { get; internal init; }

    /// <summary>The permission that is missing where the result is Unknown; null where another reason kept it from being read.</summary>
    public string? Permission { get; internal init; }

    /// <summary>The name of the error that made the result Unknown.</summary>
    internal string? ErrorCode { get; init; }

    /// <summary>The finding in a line.</summary>
    public override string ToString() =>
        $"{Name}{(Region is null && AccountId is null ? "" : $" ({string.Join(" ", new[] { Region, AccountId }.OfType<string>())})")}: {Result}. {Message}";
}
