using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.LocalService;

/// <summary>Starts local services in this process.</summary>
public sealed class LocalServiceFactory : ILocalServiceFactory
{
    /// <inheritdoc/>
    public ILocalService Start(LocalServiceOptions options)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        return HttpHost.Start(new(options, TimeProvider.System), options.Port, options.Latency);
    }
}
