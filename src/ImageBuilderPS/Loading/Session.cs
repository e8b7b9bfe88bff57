using ImageBuilderPS.Connection;

namespace ImageBuilderPS.Loading;

/// <summary>What lives as long as the module is loaded: the way to AWS, and the local service if one was started.</summary>
internal static class Session
{
    private static readonly Lazy<IImageBuilderFactory> Factory = new(() => Dependencies.Create<IImageBuilderFactory>(
        "ImageBuilderPS.Aws", "ImageBuilderPS.Aws.AwsImageBuilderFactory"));

    private static ILocalService? localService;

    /// <summary>The local service that cmdlets without an endpoint of their own talk to; null when none runs.</summary>
    public static ILocalService? LocalService => Volatile.Read(ref localService);

    public static IReadOnlyList<string> RegionNames => Factory.Value.RegionNames;

    public static IReadOnlyList<string> ProfileNames => Factory.Value.ProfileNames;

    public static IImageBuilder Connect(ConnectionSettings settings) => Factory.Value.Connect(
        settings.EndpointUrl is null && LocalService is { } local ? settings with { EndpointUrl = local.Url } : settings);

    /// <summary>Starts a local service in place of the one that runs.</summary>
    public static ILocalService StartLocalService(LocalServiceOptions options)
    {
        var factory = Dependencies.Create<ILocalServiceFactory>(
            "ImageBuilderPS.LocalService", "ImageBuilderPS.LocalService.LocalServiceFactory");
        if (options.Port == LocalService?.Url.Port)
            StopLocalService();

        // One that cannot start leaves the other running: the session must not turn to AWS unasked.
        var started = factory.Start(options);
        Interlocked.Exchange(ref localService, started)?.Dispose();
        return started;
    }

    /// <summary>Ends the local service.</summary>
    /// <returns>Whether one ran.</returns>
    public static bool StopLocalService()
    {
        var running = Interlocked.Exchange(ref localService, null);
        running?.Dispose();
        return running is not null;
    }
}
