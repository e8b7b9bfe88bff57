using ImageBuilderPS.Proofs.Crash;

namespace ImageBuilderPS.Proofs.Faults;

/// <summary>Reads the journal of a service while it grows, because the service keeps the newest changes only.</summary>
internal sealed class JournalReader(Uri url) : IDisposable
{
    private const int PageSize = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ServiceClient client = new(url);
    private volatile bool isStopped;

    /// <summary>The changes that have a client token, oldest first.</summary>
    public List<(string Operation, string Token, string Resource)> Changes { get; } = [];

    /// <summary>How many changes the service dropped before they were read.</summary>
    public long Missed { get; private set; }

    public void Dispose() => client.Dispose();

    /// <summary>Lets <see cref="ReadAllAsync"/> end when it has read everything.</summary>
    public void Stop() => isStopped = true;

    /// <summary>Reads until <see cref="Stop"/> is called.</summary>
    public async Task ReadAllAsync()
    {
        for (var last = 0L; ;)
        {
            var isLast = isStopped;
            var page = await client.RequireAsync(HttpMethod.Get, $"/_local/journal?after={last}&max={PageSize}").ConfigureAwait(false);
            var entries = page["entries"]!.AsArray();
            if (entries.Count > 0)
                Missed += (long)entries[0]!["sequence"]! - last - 1;
            foreach (var entry in entries)
            {
                last = (long)entry!["sequence"]!;
                if ((string?)entry["clientToken"] is { } token)
                    Changes.Add(((string)entry["operation"]!, token, (string)entry["resource"]!));
            }
            if (entries.Count == 0 && isLast)
                return;
            if (entries.Count < PageSize)
                await Task.Delay(Pause).ConfigureAwait(false);
        }
    }
}
