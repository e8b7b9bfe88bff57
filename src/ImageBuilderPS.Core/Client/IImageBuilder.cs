using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>An EC2 Image Builder endpoint. Safe for concurrent use by many threads.</summary>
public interface IImageBuilder
{
    /// <summary>The region that calls are signed for.</summary>
    string Region { get; }

    /// <summary>The URL that calls are sent to.</summary>
    Uri Endpoint { get; }

    /// <summary>Finds the credentials. This may take long; a request that follows is sent without that delay.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ConnectionException">No credentials were found.</exception>
    Task ResolveCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>Sends a request without validation, retries transient failures, and returns the response.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request; a client token in it stays the same in all attempts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="retriesThrottles">
    /// Whether throttle responses are retried; false where the caller retries them with a <see cref="SharedBackoff"/>.
    /// </param>
    /// <exception cref="ImageBuilderException">The service refused or failed.</exception>
    /// <exception cref="ConnectionException">No call could be made: no region, no credentials, no endpoint.</exception>
    Task<TResponse> SendAsync<TResponse>(
        Request<TResponse> request, CancellationToken cancellationToken, bool retriesThrottles = true)
        where TResponse : Response, new();
}
