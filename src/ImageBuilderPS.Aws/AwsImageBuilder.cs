using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>An endpoint behind the AWS SDK's runtime.</summary>
/// <param name="plan">Where to and as whom.</param>
/// <param name="client">The client of that plan.</param>
/// <param name="onAttempt">Told of each attempt when it ends, on any thread.</param>
internal sealed class AwsImageBuilder(ConnectionPlan plan, ImageBuilderClient client, Action<RequestAttempt>? onAttempt = null) : IImageBuilder
{
    public AwsImageBuilder(ConnectionPlan plan)
        : this(plan, new ImageBuilderClient(plan))
    {
    }

    public ConnectionPlan Plan => plan;

    public string Region => plan.Region;

    public Uri Endpoint => plan.Endpoint;

    /// <summary>The same connection, which tells of each attempt.</summary>
    public AwsImageBuilder Reporting(Action<RequestAttempt> onAttempt) => new(plan, client, onAttempt);

    public Task ResolveCredentialsAsync(CancellationToken cancellationToken) => client.RequireCredentialsAsync(cancellationToken);

    public async Task<TResponse> SendAsync<TResponse>(
        Request<TResponse> request, CancellationToken cancellationToken, bool retriesThrottles = true)
        where TResponse : Response, new()
    {
        var call = new SdkRequest(request, retriesThrottles, onAttempt);
        try
        {
            await client.RequireCredentialsAsync(cancellationToken).ConfigureAwait(false);
            return await client.SendAsync<TResponse>(call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not ConnectionException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = ErrorTranslator.Of(error, call, plan);
            return IsDeletedBefore(failure, call) ? Deleted(request, failure) : throw failure;
        }
    }

    // A deletion has no client token: what an attempt without an answer deleted is not there for the next one.
    private static bool IsDeletedBefore(Exception failure, SdkRequest call) =>
        failure is ResourceNotFoundException && call.MayHaveTakenEffect && OperationAttribute.Of(call.Request.GetType()).Method == "DELETE";

    private static TResponse Deleted<TResponse>(Request<TResponse> request, Exception failure)
        where TResponse : Response, new()
    {
        var response = new TResponse { RequestId = ((ImageBuilderException)failure).RequestId };
        foreach (var member in ContractMember.Of(typeof(TResponse)))
            member.Property.SetValue(response, ContractMember.Of(request.GetType(), member.Property.Name).Property.GetValue(request));
        return response;
    }
}
