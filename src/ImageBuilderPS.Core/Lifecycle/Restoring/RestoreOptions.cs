using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>What <see cref="ImageRestorer"/> needs to know.</summary>
public sealed record RestoreOptions
{
    /// <summary>The role that a state update of AMIs runs as, by name or ARN; null for none.</summary>
    public string? ExecutionRole { get; init; }

    /// <summary>The role that is assumed in other accounts, with its path if it has one. Without it, their AMIs are left to Image Builder.</summary>
    public string? RoleName { get; init; }

    /// <summary>What was known of the AMIs before; empty for nothing.</summary>
    public IReadOnlyCollection<AmiFact> Facts { get; init; } = [];

    /// <summary>How long to wait for the end of a state update; 30 minutes by default.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(30);
}
