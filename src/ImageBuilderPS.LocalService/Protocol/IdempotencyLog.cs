using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>What was answered to which client token, by operation.</summary>
internal sealed class IdempotencyLog
{
    private readonly Dictionary<(string Operation, string Token), (string Parameters, Response Response)> answers = [];

    /// <summary>Answers a repeated call as the first one was answered; does the work otherwise.</summary>
    /// <exception cref="IdempotentParameterMismatchException">The token came with other parameters before.</exception>
    public Response Answer(string operation, Request request, Func<Response> work)
    {
        if (request is not IIdempotent { ClientToken: { } token })
            return work();
        var parameters = ParameterFingerprint.Of(request);
        if (answers.TryGetValue((operation, token), out var known))
        {
            return known.Parameters == parameters
                ? known.Response
                : throw new IdempotentParameterMismatchException(
                    $"The client token '{token}' was used for {operation} with other parameters. Use a new token for a new request.");
        }
        var response = work();
        answers.Add((operation, token), (parameters, response));
        return response;
    }
}
