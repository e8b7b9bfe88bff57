using System.Collections.Concurrent;
using ImageBuilderPS.LocalService.Faults;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The settings that all accounts and regions of a service share. Safe for many threads.</summary>
internal sealed class ServiceSettings(TimeSpan step)
{
    private const string LifecycleRole = "Ec2ImageBuilderCrossAccountLifecycleAccess";
    private const string WithoutRoles = "0000";
    private static readonly string[] CrossAccountRoles = [FailureDiagnosis.CrossAccountRole, LifecycleRole];
    private readonly ConcurrentDictionary<(string Account, string Role), bool> roles = new();
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

    /// <summary>Sets whether an account has a role.</summary>
    public void SetRole(string account, string role, bool exists) => roles[(account, role)] = exists;

    /// <summary>Whether an account has a role. By default, accounts that end in 0000 do not have Image Builder's cross-account roles.</summary>
    public bool HasRole(string account, string role) => roles.TryGetValue((account, role), out var exists)
        ? exists
        : !account.EndsWith(WithoutRoles, StringComparison.Ordinal) || !CrossAccountRoles.Contains(role);

    /// <summary>Whether an account has the role that a distribution into it needs.</summary>
    public bool HasCrossAccountRole(string account) => HasRole(account, FailureDiagnosis.CrossAccountRole);
}
