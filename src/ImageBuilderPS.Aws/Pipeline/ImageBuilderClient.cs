using Amazon.Runtime;
using Amazon.Runtime.Internal;
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
        : base(plan.Credentials.Keys, new ImageBuilderConfig(plan)) => this.plan = plan;

    protected override IServiceMetadata ServiceMetadata { get; } = new ImageBuilderMetadata();

    public async Task<TResponse> SendAsync<TResponse>(SdkRequest call, CancellationToken cancellationToken)
        where TResponse : Response, new()
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = RequestMarshaller.Instance,
            ResponseUnmarshaller = ResponseUnmarshaller<TResponse>.Instance,
        };
        var answer = await InvokeAsync<SdkResponse>(call, options, cancellationToken).ConfigureAwait(false);
        return (TResponse)answer.Response!;
    }

    /// <summary>Resolves the credentials before the pipeline does, so that a failure is told apart and not retried.</summary>
    /// <remarks>Calls at the same time share one search: each may take long where the instance metadata does not answer.</remarks>
    public Task RequireCredentialsAsync(CancellationToken cancellationToken)
    {
        Task search;
        lock (gate)
        {
            if (resolving is null or { IsCompleted: true })
                resolving = plan.Credentials.ResolveAsync(Config);
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
