using ImageBuilderPS.Api;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>
/// A request that was not sent or that failed. <see cref="ImageBuilderCmdlet"/> writes it as one non-terminating error,
/// and goes on with the next input.
/// </summary>
/// <param name="request">The request: the error's target.</param>
/// <param name="error">Why it failed.</param>
internal sealed class RequestFailedException(Request request, Exception error) : Exception(error.Message, error)
{
    public Request Request { get; } = request;
}
