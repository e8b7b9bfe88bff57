using System.Collections.Concurrent;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>What all accounts and regions of one service share. Safe for many threads.</summary>
internal sealed class ServiceSettings(TimeSpan step)
{
    private const string WithoutRole = "0000";
    private readonly ConcurrentDictionary<string, bool> crossAccountRoles = new(StringComparer.Ordinal);
    private int mostRunning = 5000;

    /// <summary>How long an image stays in each state on its way.</summary>
    public TimeSpan Step { get; } = step;

    /// <summary>How many distributions may run at once in one region; 5000 unless set.</summary>
    public int MostRunningDistributions
    {
        get => Volatile.Read(ref mostRunning);
        set => Volatile.Write(ref mostRunning, value);
    }

    /// <summary>Says whether an account has the role that copies into it need.</summary>
    public void SetCrossAccountRole(string account, bool exists) => crossAccountRoles[account] = exists;

    /// <summary>Whether an account has that role. Unless said otherwise, accounts that end in 0000 have none.</summary>
    public bool HasCrossAccountRole(string account) => crossAccountRoles.TryGetValue(account, out var exists)
        ? exists
        : !account.EndsWith(WithoutRole, StringComparison.Ordinal);
}
