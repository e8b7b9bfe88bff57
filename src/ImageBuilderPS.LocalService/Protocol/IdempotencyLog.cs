using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The responses by operation and client token.</summary>
internal sealed class IdempotencyLog
{
    private readonly Dictionary<(string Operation, string Token), (string Parameters, Response Response)> responses = [];

    /// <summary>Returns the first call's response to a repeated call; otherwise does the work.</summary>
    /// <exception cref="IdempotentParameterMismatchException">The token was used with other parameters.</exception>
    public Response Answer(string operation, Request request, Func<Response> work)
    {
        if (request is not IIdempotent { ClientToken: { } token })
            return work();
        var parameters = ParameterFingerprint.Compute(request);
        if (responses.TryGetValue((operation, token), out var known))
        {
            return known.Parameters == parameters
                ? known.Response
                : throw new IdempotentParameterMismatchException(
                    $"The client token '{token}' was used for {operation} with other parameters. Use a new token for a new request.");
        }
        var response = work();
        responses.Add((operation, token), (parameters, response));
        return response;
    }
}
