using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>An EC2 Image Builder endpoint. Safe for use by many threads at once.</summary>
public interface IImageBuilder
{
    /// <summary>The region that calls are signed for.</summary>
    string Region { get; }

    /// <summary>Where calls go.</summary>
    Uri Endpoint { get; }

    /// <summary>Finds the credentials, which may take long, so that a request that is sent afterwards goes out at once.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ConnectionException">There are none.</exception>
    Task ResolveCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>Sends a request as it is, retries what may go through on a later try, and returns the answer.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request; a client token in it stays the same over all tries.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="retriesThrottles">
    /// Whether a refusal for the rate is retried as any other failure is; false where the caller holds all its calls
    /// back and sends again.
    /// </param>
    /// <exception cref="ImageBuilderException">The service refused or failed.</exception>
    /// <exception cref="ConnectionException">No call could be made: no region, no credentials, no endpoint.</exception>
    Task<TResponse> SendAsync<TResponse>(
        Request<TResponse> request, CancellationToken cancellationToken, bool retriesThrottles = true)
        where TResponse : Response, new();
}
