using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>What an HTTP host serves. Safe for many threads.</summary>
internal interface IRequestHandler : IDisposable
{
    /// <summary>The largest body that a request may have, in bytes.</summary>
    /// <param name="path">The path as received, without the query.</param>
    /// <param name="headers">The headers; names without regard to case.</param>
    long MaxBodyBytesOf(string path, IReadOnlyDictionary<string, string> headers);

    /// <summary>Handles a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The response. An error of the request is a response too.</returns>
    Task<ServiceResponse> HandleAsync(ServiceRequest request);
}
