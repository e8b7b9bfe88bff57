using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>A request that was not sent or that failed. The inner exception says why.</summary>
/// <param name="request">The request.</param>
/// <param name="error">Why it failed.</param>
public sealed class RequestFailedException(Request request, Exception error) : Exception(error.Message, error)
{
    /// <summary>The request.</summary>
    public Request Request { get; } = request;
}
