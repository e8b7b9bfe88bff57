using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>Calls an Image Builder endpoint with the AWS SDK's runtime.</summary>
/// <param name="plan">The endpoint, region and credentials.</param>
/// <param name="client">The client of that plan.</param>
/// <param name="onAttempt">Called after each attempt, on any thread.</param>
internal sealed class AwsImageBuilder(ConnectionPlan plan, ImageBuilderClient client, Action<RequestAttempt>? onAttempt = null) : IImageBuilder
{
    public AwsImageBuilder(ConnectionPlan plan)
        : this(plan, new ImageBuilderClient(plan))
    {
    }

    public string Region => plan.Region;

    public Uri Endpoint => plan.Endpoint;

    /// <summary>The same connection, which reports each attempt.</summary>
    public AwsImageBuilder Reporting(Action<RequestAttempt> onAttempt) => new(plan, client, onAttempt);

    public async Task ResolveCredentialsAsync(CancellationToken cancellationToken)
    {
        AttemptReport.Current = onAttempt;
        await client.RequireCredentialsAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<TResponse> SendAsync<TResponse>(
        Request<TResponse> request, CancellationToken cancellationToken, bool retriesThrottles = true)
        where TResponse : Response, new()
    {
        AttemptReport.Current = onAttempt;
        var sdkRequest = new SdkRequest(request, retriesThrottles);
        try
        {
            await client.RequireCredentialsAsync(cancellationToken).ConfigureAwait(false);
            return await client.SendAsync<TResponse>(sdkRequest, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (ConnectionException or ImageBuilderException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = ErrorTranslator.Translate(error, sdkRequest.Record, AwsService.ImageBuilder, plan);
            return IsDeletedByEarlierAttempt(failure, sdkRequest) ? DeletedResponse(request, failure) : throw failure;
        }
    }

    // A deletion has no client token. If the response to an attempt is lost, the next attempt finds nothing to delete.
    private static bool IsDeletedByEarlierAttempt(Exception failure, SdkRequest sdkRequest) =>
        failure is ResourceNotFoundException && sdkRequest.Record.MayHaveTakenEffect && OperationAttribute.Of(sdkRequest.Request.GetType()).IsDeletion;

    private static TResponse DeletedResponse<TResponse>(Request<TResponse> request, Exception failure)
        where TResponse : Response, new()
    {
        var response = new TResponse { RequestId = ((ImageBuilderException)failure).RequestId };
        foreach (var member in ContractMember.Of(typeof(TResponse)))
            member.Property.SetValue(response, ContractMember.Of(request.GetType(), member.Property.Name).Property.GetValue(request));
        return response;
    }
}
