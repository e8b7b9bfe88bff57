using System.Collections.Concurrent;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A token bucket for each operation: it holds one second's calls and fills as fast.</summary>
internal sealed class RateLimiter(int? rate)
{
    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    /// <exception cref="TooManyRequestsException">The operation's bucket is empty.</exception>
    public void Take(string operation, DateTimeOffset now)
    {
        if (rate is { } limit && !buckets.GetOrAdd(operation, _ => new(limit, now)).TryTake(now))
            throw new TooManyRequestsException($"Rate exceeded: {operation} takes {limit} call{(limit == 1 ? "" : "s")} a second.");
    }

    private sealed class Bucket(int rate, DateTimeOffset start)
    {
        private readonly object gate = new();
        private double held = rate;
        private DateTimeOffset filled = start;

        public bool TryTake(DateTimeOffset now)
        {
            lock (gate)
            {
                held = Math.Min(rate, held + (Math.Max(0, (now - filled).TotalSeconds) * rate));
                filled = now;
                if (held < 1)
                    return false;
                held--;
                return true;
            }
        }
    }
}
