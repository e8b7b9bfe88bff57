using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.RuntimeDependencies;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using ImageBuilderPS.Aws.Pipeline;
#if NET
using Proxy = System.Net.IWebProxy;
#else
using Proxy = System.Net.WebProxy;
#endif

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The clients with which AWSSDK.Core gets credentials for roles and sign-ins.</summary>
/// <remarks>
/// AWSSDK.Core looks for these clients by the name of their assembly, among all assemblies of the process. Where another
/// module has loaded an assembly of that name (AWS.Tools does), AWSSDK.Core finds that one and cannot use it. A registered
/// client is taken first.
/// </remarks>
internal static class SdkClients
{
    /// <summary>Registers the clients that need no credentials of their own.</summary>
    public static void Register()
    {
        var registry = GlobalRuntimeDependencyRegistry.Instance;
        registry.RegisterSecurityTokenServiceClient(context =>
        {
            var wanted = context.SecurityTokenServiceClientContextData;
            return SecurityToken(new AnonymousAWSCredentials(), wanted.Region, wanted.ProxySettings);
        });
        registry.RegisterSSOClient(context =>
        {
            var wanted = context.SSOClientContextData;
            return new SsoClient(Configure(new AmazonSSOConfig(), wanted.Region, wanted.ProxySettings));
        });
        registry.RegisterSSOOIDCClient(context =>
        {
            var wanted = context.SSOOIDCClientContextData;
            return new SsoOidcClient(Configure(new AmazonSSOOIDCConfig(), wanted.Region, wanted.ProxySettings));
        });
    }

    /// <summary>A client of the Security Token Service.</summary>
    public static AmazonSecurityTokenServiceClient SecurityToken(AWSCredentials credentials, RegionEndpoint region, IWebProxy? proxy) =>
        new SecurityTokenClient(credentials, Configure(new AmazonSecurityTokenServiceConfig(), region, proxy));

    private static TConfig Configure<TConfig>(TConfig config, RegionEndpoint region, IWebProxy? proxy)
        where TConfig : ClientConfig
    {
        config.RegionEndpoint = region;
        if (proxy is not null)
            config.SetWebProxy((Proxy)proxy);
        return config;
    }

    private static void Report(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Signer>(new AttemptHandler());

    private sealed class SecurityTokenClient(AWSCredentials credentials, AmazonSecurityTokenServiceConfig config)
        : AmazonSecurityTokenServiceClient(credentials, config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Report(pipeline);
        }
    }

    private sealed class SsoClient(AmazonSSOConfig config) : AmazonSSOClient(new AnonymousAWSCredentials(), config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Report(pipeline);
        }
    }

    private sealed class SsoOidcClient(AmazonSSOOIDCConfig config) : AmazonSSOOIDCClient(new AnonymousAWSCredentials(), config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            Report(pipeline);
        }
    }
}
