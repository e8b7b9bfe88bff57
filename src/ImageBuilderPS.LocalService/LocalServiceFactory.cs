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
    /// <exception cref="ArgumentException">Other machines would have access without keys.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="InvalidDataException">The database has records that cannot be read.</exception>
    internal static ILocalService Start(LocalServiceOptions options, IStateDatabase? database)
    {
        try
        {
            var names = new HostNames(options.Hosts);
            if (!names.IsLoopback && options is not { AccessKey: not null, SecretKey: not null })
            {
                throw new ArgumentException(
                    $"host: got {string.Join(", ", options.Hosts)}, expected loopback addresses only, or also an access key and a secret key. "
                    + "Without keys other machines would have access.");
            }
            var service = new LocalImageBuilder(options, TimeProvider.System, database);
            return new RunningLocalService(service, HttpHost.Start(service, options.Port, options.Latency, names: names));
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }
}
