using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Connection;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Aws;

/// <summary>An endpoint behind the AWS SDK's runtime.</summary>
internal sealed class AwsImageBuilder(ConnectionPlan plan) : IImageBuilder
{
    private readonly ImageBuilderClient client = new(plan);

    public string Region => plan.Region;

    public Uri Endpoint => plan.Endpoint;

    public async Task<TResponse> SendAsync<TResponse>(Request<TResponse> request, CancellationToken cancellationToken)
        where TResponse : Response, new()
    {
        var call = new Call(request);
        try
        {
            await client.RequireCredentialsAsync(cancellationToken).ConfigureAwait(false);
            return await client.SendAsync<TResponse>(call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not ConnectionException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure.Of(error, call, plan);
        }
    }

    /// <summary>Does nothing: others may share this connection, and it holds nothing but pooled HTTP connections.</summary>
    public void Dispose()
    {
    }
}
