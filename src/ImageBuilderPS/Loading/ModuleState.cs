using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Loading;

/// <summary>
/// The state of the loaded module: the connection factories, and the local services that were started. A service belongs
/// to the runspace that started it. A runspace without its own service, such as those of
/// <c>ForEach-Object -Parallel</c>, uses the newest service of the process.
/// </summary>
internal static class ModuleState
{
    private static readonly Lazy<IImageBuilderFactory> Factory = new(() => Dependencies.Create<IImageBuilderFactory>(
        "ImageBuilderPS.Aws", "ImageBuilderPS.Aws.AwsImageBuilderFactory"));

    private static readonly Lazy<IEc2Factory> Ec2Factory = new(() => Dependencies.Create<IEc2Factory>(
        "ImageBuilderPS.Aws", "ImageBuilderPS.Aws.Ec2.AwsEc2Factory"));

    private static readonly object Gate = new();
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    // The newest last.
    private static readonly List<ILocalService> Running = [];

    public static IReadOnlyList<KeyValuePair<string, string>> Regions => Factory.Value.Regions;

    public static IReadOnlyList<string> ProfileNames => Factory.Value.ProfileNames;

    /// <summary>The endpoint of cmdlets of this runspace without -EndpointUrl; null means AWS.</summary>
    public static Uri? LocalUrl => LocalService?.Url;

    /// <summary>The local service that the cmdlets of this runspace use; null when there is none.</summary>
    public static ILocalService? LocalService
    {
        get
        {
            lock (Gate)
                return Current;
        }
    }

    private static RunspaceState? State => Runspace.DefaultRunspace is { } runspace ? States.GetOrCreateValue(runspace) : null;

    private static ILocalService? Own => State?.Own is { } own && Running.Contains(own) ? own : null;

    private static ILocalService? Current => Own ?? Running.LastOrDefault();

    /// <summary>
    /// The same as <see cref="LocalService"/>, for a call that is about to be made. On the pipeline thread: other threads have no runspace.
    /// </summary>
    /// <param name="warn">Called when the endpoint has changed although nobody in this runspace changed it.</param>
    public static ILocalService? UseLocalService(Action<string> warn)
    {
        ILocalService? service;
        Uri? before;
        lock (Gate)
        {
            service = Current;
            before = State?.Used;
            State?.Used = service?.Url;
        }
        if (before is not null && before != service?.Url)
            warn($"The local service at {Text(before)}, which this session used, has ended. {FromNowOn(service?.Url)}");
        return service;
    }

    public static IImageBuilder Connect(ConnectionSettings settings, Action<RequestAttempt>? onAttempt = null) => Factory.Value.Connect(
        settings.EndpointUrl is null && LocalUrl is { } local ? settings with { EndpointUrl = local } : settings, onAttempt);

    /// <summary>Connects to EC2, and for changes as an <see cref="IEc2ChangesFactory"/>. The first use loads it.</summary>
    /// <param name="onAttempt">Called when an attempt at a request ends, on any thread.</param>
    public static IEc2Factory Ec2(Action<RequestAttempt>? onAttempt) => onAttempt is null ? Ec2Factory.Value : Ec2Factory.Value.Reporting(onAttempt);

    /// <summary>Starts a local service in place of the one that this runspace started before.</summary>
    /// <param name="options">The options.</param>
    /// <param name="replaced">The URL of the service that was stopped for it; null when there was none.</param>
    public static ILocalService StartLocalService(LocalServiceOptions options, out Uri? replaced)
    {
        var factory = Dependencies.Create<ILocalServiceFactory>(
            "ImageBuilderPS.LocalService", "ImageBuilderPS.LocalService.LocalServiceFactory");
        ILocalService? own;
        lock (Gate)
            own = Own;
        replaced = own?.Url;
        if (options.Port == own?.Url.Port)
            own.Dispose();

        // The earlier service stays current until this one runs: no call may go to AWS meanwhile.
        var started = factory.Start(options);
        lock (Gate)
        {
            Running.Add(started);
            if (State is { } state)
                (state.Own, state.Used) = (started, started.Url);
        }
        Stop(own);
        return started;
    }

    /// <summary>Stops the local service that the cmdlets of this runspace use.</summary>
    /// <returns>Its URL; null when there was none.</returns>
    public static Uri? StopLocalService()
    {
        ILocalService? current;
        lock (Gate)
        {
            current = Current;
            State?.Used = null;
        }
        return Stop(current);
    }

    /// <summary>Stops the local service that this runspace started, and no other.</summary>
    /// <returns>Its URL; null when there was none.</returns>
    public static Uri? StopOwnLocalService()
    {
        ILocalService? own;
        lock (Gate)
        {
            own = Own;
            State?.Used = null;
        }
        return Stop(own);
    }

    /// <summary>The endpoint of the cmdlets of this runspace from now on, as a sentence.</summary>
    public static string FromNowOn(Uri? local) =>
        $"Cmdlets without -EndpointUrl talk to {(local is null ? "AWS" : $"the local service at {Text(local)}")} now.";

    /// <summary>A local service's URL without the slash at its end.</summary>
    public static string Text(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static Uri? Stop(ILocalService? service)
    {
        if (service is null)
            return null;
        lock (Gate)
            Running.Remove(service);
        service.Dispose();
        return service.Url;
    }

    private sealed class RunspaceState
    {
        public ILocalService? Own { get; set; }

        public Uri? Used { get; set; }
    }
}
