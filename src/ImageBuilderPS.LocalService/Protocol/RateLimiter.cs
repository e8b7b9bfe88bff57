using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A token bucket for each operation, with a capacity of one second's calls.</summary>
internal sealed class RateLimiter(int? rate)
{
    private static readonly OperationAttribute DistributeImage = OperationAttribute.Of(typeof(DistributeImageRequest));
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    /// <exception cref="TooManyRequestsException">The bucket of DistributeImage is empty: the API has this error for it alone.</exception>
    /// <exception cref="CallRateLimitExceededException">The bucket of another operation is empty.</exception>
    public void Take(string operation, DateTimeOffset now)
    {
        if (rate is not { } limit || buckets.GetOrAdd(operation, _ => new(limit, now)).TryTake(now))
            return;
        var message = $"Rate exceeded: {operation} takes {limit} call{(limit == 1 ? "" : "s")} a second.";
        throw operation == DistributeImage.Name ? new TooManyRequestsException(message) : new CallRateLimitExceededException(message);
    }

    private sealed class Bucket(int rate, DateTimeOffset start)
    {
        private readonly object gate = new();
        private double tokens = rate;
        private DateTimeOffset refilledAt = start;

        public bool TryTake(DateTimeOffset now)
        {
            lock (gate)
            {
                tokens = Math.Min(rate, tokens + (Math.Max(0, (now - refilledAt).TotalSeconds) * rate));
                refilledAt = now;
                if (tokens < 1)
                    return false;
                tokens--;
                return true;
            }
        }
    }
}
