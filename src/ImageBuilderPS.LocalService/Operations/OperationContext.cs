using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>The context of a call: the caller's account and region, and the time.</summary>
internal sealed class OperationContext(ServiceState service, RegionState state, ServiceSettings settings, DateTimeOffset now)
{
    /// <summary>All accounts and regions.</summary>
    public ServiceState Service { get; } = service;

    /// <summary>The caller's account and region.</summary>
    public RegionState State { get; } = state;

    public ServiceSettings Settings { get; } = settings;

    public DateTimeOffset Now { get; } = now;
}
