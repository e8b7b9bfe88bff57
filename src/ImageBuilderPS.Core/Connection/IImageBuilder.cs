using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Connection;

/// <summary>An EC2 Image Builder endpoint. Safe for use by many threads at once.</summary>
public interface IImageBuilder : IDisposable
{
    /// <summary>The region that calls are signed for.</summary>
    string Region { get; }

    /// <summary>Where calls go.</summary>
    Uri Endpoint { get; }

    /// <summary>Sends a request as it is, retries what may go through on a later try, and returns the answer.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request; a client token in it stays the same over all tries.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ImageBuilderException">The service refused or failed.</exception>
    /// <exception cref="ConnectionException">No call could be made: no region, no credentials, no endpoint.</exception>
    Task<TResponse> SendAsync<TResponse>(Request<TResponse> request, CancellationToken cancellationToken)
        where TResponse : Response, new();
}
