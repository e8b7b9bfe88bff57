namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>An account and region of which a report has nothing, or not everything.</summary>
/// <param name="AccountId">The account; null when not known.</param>
/// <param name="Region">The region; null when not known.</param>
/// <param name="Message">Why it could not be read.</param>
public sealed record UnreadAccount(string? AccountId, string? Region, string Message)
{
    /// <summary>The role that was to be assumed; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The profile; null for none.</summary>
    public string? ProfileName { get; init; }
}
