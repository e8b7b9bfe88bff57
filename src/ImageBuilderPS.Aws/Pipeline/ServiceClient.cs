using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The client of a service that the SDK has no package for here: the SDK's pipeline with the service's endpoint and signing scheme.</summary>
internal abstract class ServiceClient : AmazonServiceClient
{
    protected ServiceClient(AWSCredentials credentials, ServiceConfig config)
        : base(credentials, config) => ServiceMetadata = new Metadata(config.Service);

    protected override IServiceMetadata ServiceMetadata { get; }

    /// <summary>Lets <see cref="RequestRetryPolicy"/> retry, and counts attempts.</summary>
    /// <param name="pipeline">The pipeline of any client of the SDK.</param>
    /// <param name="config">The client's configuration.</param>
    public static void UseOneRetryLayer(RuntimePipeline pipeline, IClientConfig config)
    {
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new RequestRetryPolicy(config)));
        pipeline.AddHandlerAfter<Signer>(new AttemptHandler());
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        UseOneRetryLayer(pipeline, Config);
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerBefore<RetryHandler>(new SigningSchemeHandler());
    }

    /// <summary>The service's name in the SDK's client-side metrics.</summary>
    private sealed class Metadata(AwsService service) : IServiceMetadata
    {
        public string ServiceId => service.Id;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }

    /// <summary>Addresses each request to the endpoint of the client's configuration.</summary>
    private sealed class EndpointHandler : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();

        protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
        {
        }
    }

    /// <summary>Chooses Signature Version 4 for every operation.</summary>
    private sealed class SigningSchemeHandler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            AuthSchemeOption.DEFAULT_SIGV4;
    }
}
