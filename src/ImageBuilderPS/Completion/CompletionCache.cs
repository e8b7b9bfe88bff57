using ImageBuilderPS.Api;

namespace ImageBuilderPS.Completion;

/// <summary>What completers read last, so that neither repeated Tabs nor a service that does not answer cost time. Safe for many threads.</summary>
/// <remarks>
/// What was read is kept for some seconds. A read that takes too long goes on, and the next Tab has what it found. Until it
/// has ended, and for a while after a failure, nothing more is asked of the connection.
/// </remarks>
/// <param name="clock">The clock.</param>
/// <param name="patience">How long a Tab waits for all that it needs; 0.4 s when left out.</param>
internal sealed class CompletionCache(TimeProvider clock, TimeSpan? patience = null)
{
    private static readonly TimeSpan KeepTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RestTime = TimeSpan.FromSeconds(30);

    // A slow service still fills the cache; one that never answers must not be waited for for ever.
    private static readonly TimeSpan ReadTime = TimeSpan.FromSeconds(10);

    private readonly TimeSpan patience = patience ?? TimeSpan.FromMilliseconds(400);
    private readonly object gate = new();
    private readonly Dictionary<(object Connection, ICompletionList List), Reading> readings = [];
    private readonly Dictionary<object, long> resting = [];

    /// <summary>The cache of this process.</summary>
    public static CompletionCache Shared { get; } = new(TimeProvider.System);

    /// <summary>Reads lists side by side, as far as they are not known.</summary>
    /// <param name="connection">What the lists are read with; equal values share what was read.</param>
    /// <param name="lists">The lists.</param>
    /// <returns>The items of each list, as far as they were read in time.</returns>
    public IReadOnlyList<IReadOnlyList<object>> Read(object connection, IReadOnlyList<ICompletionList> lists)
    {
        List<Reading> begun = [];
        Reading?[] found;
        lock (gate)
        {
            RemoveExpired();
            found = [.. lists.Select(list => Find(connection, list, begun))];
        }
        if (begun.Count > 0 && !Task.WaitAll([.. begun.Select(reading => reading.Task)], patience))
            Rest(connection, begun);
        return [.. found.Select(reading => reading?.Items ?? [])];
    }

    /// <summary>Forgets what was read, because it may have changed. Failures are remembered.</summary>
    public void Forget()
    {
        lock (gate)
        {
            foreach (var read in readings.Where(reading => reading.Value is { Ended: not null, HasFailed: false }).ToList())
                readings.Remove(read.Key);
        }
    }

    /// <summary>Forgets everything: the endpoint is another one.</summary>
    public void Reset()
    {
        lock (gate)
        {
            readings.Clear();
            resting.Clear();
        }
    }

    private Reading? Find(object connection, ICompletionList list, List<Reading> begun)
    {
        if (readings.TryGetValue((connection, list), out var known))
            return known;
        if (resting.ContainsKey(connection))
            return null;
        var reading = new Reading(clock.GetTimestamp());
        readings[(connection, list)] = reading;
        reading.Task = Task.Run(() => ReadAsync(connection, list, reading));
        begun.Add(reading);
        return reading;
    }

    // Does not fail: nobody waits for a late one.
    private async Task ReadAsync(object connection, ICompletionList list, Reading reading)
    {
        using var cancelling = new CancellationTokenSource(ReadTime);
        Exception? failure = null;
        try
        {
            await list.ReadAsync(connection, reading.Add, cancelling.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            failure = error;
        }
        lock (gate)
        {
            (reading.Ended, reading.HasFailed) = (clock.GetTimestamp(), failure is not null);
            if (failure is null)
                resting.Remove(connection);
            else if (!IsOfList(failure))
                resting[connection] = clock.GetTimestamp();
        }
    }

    private void Rest(object connection, List<Reading> begun)
    {
        lock (gate)
        {
            if (begun.Exists(reading => reading.Ended is null))
                resting[connection] = clock.GetTimestamp();
        }
    }

    // A permission may be missing for one list alone.
    private static bool IsOfList(Exception failure) => failure is ImageBuilderException { IsThrottle: false, StatusCode: < 500 };

    private void RemoveExpired()
    {
        foreach (var old in readings.Where(reading => IsExpired(reading.Value)).ToList())
            readings.Remove(old.Key);
        foreach (var old in resting.Where(rest => clock.GetElapsedTime(rest.Value) >= RestTime).ToList())
            resting.Remove(old.Key);
    }

    private bool IsExpired(Reading reading) => reading.Ended is { } ended
        ? clock.GetElapsedTime(ended) >= (reading.HasFailed ? RestTime : KeepTime)
        : clock.GetElapsedTime(reading.Begun) >= RestTime;

    /// <summary>One read of a list.</summary>
    private sealed class Reading(long begun)
    {
        private volatile object[] items = [];

        public long Begun => begun;

        public IReadOnlyList<object> Items => items;

        public Task Task { get; set; } = Task.CompletedTask;

        public long? Ended { get; set; }

        public bool HasFailed { get; set; }

        public void Add(IEnumerable<object> more) => items = [.. items, .. more];
    }
}

/// <summary>What a completer reads. Equal lists are read once.</summary>
internal interface ICompletionList
{
    /// <summary>Reads the list.</summary>
    /// <param name="connection">What it is read with.</param>
    /// <param name="add">Takes what was read so far.</param>
    /// <param name="cancellation">Ends the read.</param>
    Task ReadAsync(object connection, Action<IEnumerable<object>> add, CancellationToken cancellation);
}
