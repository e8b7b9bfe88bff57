using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>A request of the pipeline, with the connection that it is sent by.</summary>
/// <param name="Pending">The request.</param>
/// <param name="Sender">Sends it; null for a request that is not sent.</param>
/// <param name="Connection">The connection; null where there is none.</param>
internal sealed record DistributionInput(PendingDistribution Pending, DistributionSender? Sender, ServiceConnection? Connection);
