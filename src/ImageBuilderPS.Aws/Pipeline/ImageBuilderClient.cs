using Amazon.Runtime.Internal;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The client of EC2 Image Builder.</summary>
internal sealed class ImageBuilderClient : ServiceClient
{
    private readonly CredentialSearch search;

    public ImageBuilderClient(ConnectionPlan plan)
        : this(plan, new ServiceConfig(AwsService.ImageBuilder, plan))
    {
    }

    private ImageBuilderClient(ConnectionPlan plan, ServiceConfig config)
        : base(plan.Credentials.Credentials(config), config) => search = new(plan.Credentials, ExplicitAWSCredentials);

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
    public Task RequireCredentialsAsync(CancellationToken cancellationToken) => search.RequireAsync(cancellationToken);
}
