using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The responses of successful calls, by operation and client token.</summary>
internal sealed class IdempotencyLog(OrderedStore<RememberedCall> calls)
{
    // AWS does not say how long Image Builder remembers a token. EC2 remembers one for at least a day.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private DateTimeOffset nextCleanup;

    /// <summary>How many calls are remembered.</summary>
    public int Count => calls.Count;

    /// <summary>Returns the first call's response, as JSON, to a repeated call; otherwise does the work.</summary>
    /// <exception cref="IdempotentParameterMismatchException">The token was used with other parameters.</exception>
    public byte[] Answer(string operation, Request request, DateTimeOffset now, Func<Response> work)
    {
        if (request is not IIdempotent { ClientToken: { } token })
            return ContractJson.ToBytes(work());
        var key = $"{operation}/{token}";
        var parameters = ParameterFingerprint.Compute(request);
        if (calls.Find(key) is { } known && now < known.Expires)
        {
            return known.Parameters == parameters
                ? Encoding.UTF8.GetBytes(known.Response)
                : throw new IdempotentParameterMismatchException(
                    $"The client token '{token}' was used for {operation} with other parameters. Use a new token for a new request.");
        }
        var response = ContractJson.ToBytes(work());
        RemoveExpired(now);
        calls.Put(key, new(parameters, Encoding.UTF8.GetString(response), now + Lifetime));
        return response;
    }

    /// <summary>Forgets the calls whose response names a resource, when it is deleted: a repeated call must not return it.</summary>
    public void Forget(string arn) => RemoveAll(call => call.Response.Contains($"\"{arn}\""));

    private void RemoveExpired(DateTimeOffset now)
    {
        if (now < nextCleanup)
            return;
        nextCleanup = now + TimeSpan.FromTicks(Lifetime.Ticks / 24);
        RemoveAll(call => call.Expires <= now);
    }

    private void RemoveAll(Func<RememberedCall, bool> predicate)
    {
        foreach (var key in calls.After(null).Where(entry => predicate(entry.Value)).Select(entry => entry.Key).ToList())
            calls.Remove(key);
    }
}

/// <summary>A call whose response is remembered.</summary>
/// <param name="Parameters">The fingerprint of its parameters.</param>
/// <param name="Response">Its response as JSON.</param>
/// <param name="Expires">When it is forgotten.</param>
internal sealed record RememberedCall(string Parameters, string Response, DateTimeOffset Expires);
