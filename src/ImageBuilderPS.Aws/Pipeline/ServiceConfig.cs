using System.Net;
using System.Reflection;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The SDK's configuration for Image Builder.</summary>
internal sealed class ImageBuilderConfig : ClientConfig, IEndpointProvider
{
    public const string ApiVersion = "2019-12-02";

    private static readonly string Product =
        "ImageBuilderPS/" + typeof(ImageBuilderConfig).Assembly.GetName().Version!.ToString(3);

    private static readonly string SdkVersion =
        typeof(ClientConfig).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    private static readonly string Agent = Product + " " + InternalSDKUtils.BuildUserAgentString("imagebuilder", SdkVersion);

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
    public ImageBuilderConfig(string? profile)
        : base(new DefaultConfigurationProvider(Modes))
    {
        ServiceId = "imagebuilder";
        AuthenticationServiceName = "imagebuilder";
        EndpointProvider = this;
        if (profile is not null)
            Profile = new Profile(profile);
    }

    /// <summary>The configuration of a connection plan.</summary>
    public ImageBuilderConfig(ConnectionPlan plan)
        : this(plan.Credentials.Profile)
    {
        endpoint = new(plan.Endpoint.AbsoluteUri);
        IgnoreConfiguredEndpointUrls = true;
        if (plan.IsCustomEndpoint)
            ServiceURL = plan.Endpoint.AbsoluteUri;
        else
            RegionEndpoint = RegionEndpoint.GetBySystemName(plan.Region);
        AuthenticationRegion = plan.Region;
        MaxErrorRetry = plan.MaxErrorRetry;
        // Exactly that many retries: no extra ones for stale connections, no shared retry quota.
        MaxStaleConnectionRetries = 0;
        ThrottleRetries = false;
        RetryMode = RequestRetryMode.Standard;
        Timeout = plan.Timeout;
        if (plan.Endpoint.IsLoopback)
        {
#if NET
            // A proxy cannot reach this machine's loopback. (.NET Framework bypasses it itself.)
            SetWebProxy(new WebProxy());
#endif
            // The automatic mode would query the instance metadata.
            DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        }
    }

    public override string ServiceVersion => ApiVersion;

    public override string UserAgent => Agent;

    public override string RegionEndpointServiceName => "imagebuilder";

    public Endpoint ResolveEndpoint(EndpointParameters parameters) =>
        endpoint ?? throw new InvalidOperationException("The configuration has no endpoint.");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        ResolveEndpoint(new EndpointParameters());

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}
