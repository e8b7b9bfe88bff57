using System.Net;
using System.Reflection;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The SDK's configuration for a service that it has no package for here.</summary>
internal sealed class ServiceConfig : ClientConfig, IEndpointProvider
{
    private static readonly string Product =
        "ImageBuilderPS/" + typeof(ServiceConfig).Assembly.GetName().Version!.ToString(3);

    private static readonly string SdkVersion =
        typeof(ClientConfig).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    private static readonly IDefaultConfiguration[] Modes =
    [
        Mode(DefaultConfigurationMode.Standard, 3100),
        Mode(DefaultConfigurationMode.InRegion, 1100),
        Mode(DefaultConfigurationMode.CrossRegion, 3100),
        Mode(DefaultConfigurationMode.Mobile, 30000),
        Mode(DefaultConfigurationMode.Auto, 1100),
    ];

    private readonly Endpoint? endpoint;

    /// <summary>The configuration from environment and profile.</summary>
    /// <param name="service">The service.</param>
    /// <param name="profile">The profile; null for the default chain.</param>
    public ServiceConfig(AwsService service, string? profile)
        : base(new DefaultConfigurationProvider(Modes))
    {
        Service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        UserAgent = Product + " " + InternalSDKUtils.BuildUserAgentString(service.Id, SdkVersion);
        EndpointProvider = this;
        if (profile is not null)
            Profile = new Profile(profile);
    }

    /// <summary>The configuration of a connection plan.</summary>
    /// <param name="service">The service.</param>
    /// <param name="plan">The plan.</param>
    public ServiceConfig(AwsService service, ConnectionPlan plan)
        : this(service, plan.Credentials.Profile)
    {
        endpoint = new(plan.Endpoint.AbsoluteUri);
        if (plan.IsCustomEndpoint)
            ServiceURL = plan.Endpoint.AbsoluteUri;
        else
            RegionEndpoint = RegionEndpoint.GetBySystemName(plan.Region);
        Apply(this, plan);
    }

    public AwsService Service { get; }

    public override string ServiceVersion => Service.ApiVersion;

    public override string UserAgent { get; }

    public override string RegionEndpointServiceName => Service.SigningName;

    /// <summary>The configuration of a client that the SDK has a package for.</summary>
    /// <typeparam name="TConfig">The client's configuration.</typeparam>
    /// <param name="config">The configuration, which is changed.</param>
    /// <param name="plan">The plan.</param>
    public static TConfig Configure<TConfig>(TConfig config, ConnectionPlan plan)
        where TConfig : ClientConfig
    {
        if (plan.Credentials.Profile is { } profile)
            config.Profile = new Profile(profile);
        config.ServiceURL = plan.Endpoint.AbsoluteUri;
        Apply(config, plan);
        return config;
    }

    public Endpoint ResolveEndpoint(EndpointParameters parameters) =>
        endpoint ?? throw new InvalidOperationException("The configuration has no endpoint.");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ResolveEndpoint(new EndpointParameters());

    private static void Apply(ClientConfig config, ConnectionPlan plan)
    {
        config.IgnoreConfiguredEndpointUrls = true;
        config.AuthenticationRegion = plan.Region;
        config.MaxErrorRetry = plan.MaxErrorRetry;
        // Exactly that many retries: no extra ones for stale connections, no shared retry quota.
        config.MaxStaleConnectionRetries = 0;
        config.ThrottleRetries = false;
        config.RetryMode = RequestRetryMode.Standard;
        config.Timeout = plan.Timeout;
        // The automatic mode would query the instance metadata.
        if (plan.FailsFast || plan.Endpoint.IsLoopback)
            config.DefaultConfigurationMode = DefaultConfigurationMode.Standard;
#if NET
        // A proxy cannot reach this machine's loopback. (.NET Framework bypasses it itself.)
        if (plan.Endpoint.IsLoopback)
            config.SetWebProxy(new WebProxy());
#endif
    }

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}
