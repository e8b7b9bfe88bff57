using System.Collections.Concurrent;
using ImageBuilderPS.LocalService.Faults;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The settings that all accounts and regions of a service share. Safe for many threads.</summary>
internal sealed class ServiceSettings(TimeSpan step)
{
    private const string WithoutRole = "0000";
    private readonly ConcurrentDictionary<string, bool> crossAccountRoles = new(StringComparer.Ordinal);
    private int maxRunning = 5000;

    /// <summary>How long an image stays in each state of a distribution.</summary>
    public TimeSpan Step { get; } = step;

    /// <summary>The rules by which calls and distributions fail.</summary>
    public FaultRules Faults { get; } = new();

    /// <summary>How many distributions may run at once in one region; 5000 unless set.</summary>
    public int MaxRunningDistributions
    {
        get => Volatile.Read(ref maxRunning);
        set => Volatile.Write(ref maxRunning, value);
    }

    /// <summary>Sets whether an account has the role that a distribution into it needs.</summary>
    public void SetCrossAccountRole(string account, bool exists) => crossAccountRoles[account] = exists;

    /// <summary>Whether an account has that role. By default, accounts that end in 0000 do not have it.</summary>
    public bool HasCrossAccountRole(string account) => crossAccountRoles.TryGetValue(account, out var exists)
        ? exists
        : !account.EndsWith(WithoutRole, StringComparison.Ordinal);
}
