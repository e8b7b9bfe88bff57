using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Signing;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>The context of a call, or of work that is due: the account and region, and the time.</summary>
internal sealed class OperationContext(ServiceState service, RegionState state, DateTimeOffset now)
{
    /// <summary>All accounts and regions.</summary>
    public ServiceState Service { get; } = service;

    /// <summary>The account and region of the call.</summary>
    public RegionState State { get; } = state;

    public ServiceSettings Settings => Service.Settings;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The caller's session of an assumed role; null for the keys of a user.</summary>
    public RoleSession? Session { get; init; }

    /// <summary>Adds work that becomes due in this region.</summary>
    public void Schedule(IScheduled work) => Service.Schedule(State, work);
}
