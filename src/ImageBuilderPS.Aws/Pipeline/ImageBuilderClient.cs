using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The service client: the SDK's pipeline with Image Builder's endpoint and signing scheme.</summary>
internal sealed class ImageBuilderClient : AmazonServiceClient
{
    private readonly ConnectionPlan plan;
    private readonly object gate = new();
    private Task? resolving;

    public ImageBuilderClient(ConnectionPlan plan)
        : this(plan, new ImageBuilderConfig(plan))
    {
    }

    private ImageBuilderClient(ConnectionPlan plan, ImageBuilderConfig config)
        : base(plan.Credentials.Credentials(config), config) => this.plan = plan;

    protected override IServiceMetadata ServiceMetadata { get; } = new ImageBuilderMetadata();

    public async Task<TResponse> SendAsync<TResponse>(SdkRequest sdkRequest, CancellationToken cancellationToken)
        where TResponse : Response, new()
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = RequestMarshaller.Instance,
            ResponseUnmarshaller = ResponseUnmarshaller<TResponse>.Instance,
        };
        var response = await InvokeAsync<SdkResponse>(sdkRequest, options, cancellationToken).ConfigureAwait(false);
        return (TResponse)response.Response!;
    }

    /// <summary>Resolves the credentials before the pipeline, so that a failure has its own error and is not retried.</summary>
    /// <remarks>Concurrent calls share one search: it takes long where the instance metadata does not respond.</remarks>
    public Task RequireCredentialsAsync(CancellationToken cancellationToken)
    {
        Task search;
        lock (gate)
        {
            if (resolving is null or { IsCompleted: true })
                resolving = plan.Credentials.ResolveAsync(ExplicitAWSCredentials);
            search = resolving;
        }
        return plan.Credentials.RequireAsync(search, cancellationToken);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new RequestRetryPolicy(Config)));
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerBefore<RetryHandler>(new SigningSchemeHandler());
        pipeline.AddHandlerAfter<Signer>(new AttemptHandler());
    }
}

/// <summary>The service's name in the SDK's client-side metrics.</summary>
internal sealed class ImageBuilderMetadata : IServiceMetadata
{
    public string ServiceId => "imagebuilder";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}

/// <summary>Addresses each request to the endpoint of the client's configuration.</summary>
internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
    }
}

/// <summary>Chooses Signature Version 4 for every operation.</summary>
internal sealed class SigningSchemeHandler : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        AuthSchemeOption.DEFAULT_SIGV4;
}
