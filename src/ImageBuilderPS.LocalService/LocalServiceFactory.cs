using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService;

/// <summary>Starts local services in this process.</summary>
public sealed class LocalServiceFactory : ILocalServiceFactory
{
    /// <inheritdoc/>
    public ILocalService Start(LocalServiceOptions options)
    {
        if (options is null)
            throw new ArgumentNullException(nameof(options));
        return Start(options, database: null);
    }

    /// <summary>Starts a service that keeps its state in a database, which it disposes when it ends.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="InvalidDataException">The database has records that cannot be read.</exception>
    internal static ILocalService Start(LocalServiceOptions options, IStateDatabase? database)
    {
        try
        {
            return HttpHost.Start(new(options, TimeProvider.System, database), options.Port, options.Latency);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }
}
