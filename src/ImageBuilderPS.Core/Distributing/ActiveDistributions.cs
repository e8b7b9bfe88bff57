namespace ImageBuilderPS.Distributing;

/// <summary>
/// Limits the distributions under way. Of those that wait, the one goes next whose regions have the fewest under way: so the
/// copies queue in no region while another one is idle. Safe for many threads.
/// </summary>
/// <param name="limit">How many may be under way, 1 or more.</param>
internal sealed class ActiveDistributions(int limit)
{
    private readonly object gate = new();
    private readonly LinkedList<Waiting> waiting = new();
    private readonly Dictionary<string, int> load = new(StringComparer.Ordinal);
    private int active;

    /// <summary>Waits for a place.</summary>
    /// <param name="number">The place of the input in the pipeline: of equal ones the first goes first.</param>
    /// <param name="regions">The regions that the distribution copies to.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The place; dispose of it when the distribution has ended.</returns>
    public async Task<IDisposable> EnterAsync(int number, IEnumerable<string> regions, CancellationToken cancellation)
    {
        var own = new Waiting(number, [.. regions.Distinct()]);
        var node = new LinkedListNode<Waiting>(own);
        lock (gate)
        {
            waiting.AddLast(node);
            LetIn();
        }
        using (cancellation.Register(() => Leave(node)))
            await own.Turn.Task.ConfigureAwait(false);
        return new Place(() => Release(own.Regions));

        void Leave(LinkedListNode<Waiting> left)
        {
            lock (gate)
            {
                if (left.List is not null)
                    waiting.Remove(left);
            }
            left.Value.Turn.TrySetCanceled(cancellation);
        }
    }

    private void LetIn()
    {
        while (active < limit && waiting.Count > 0)
        {
            var next = waiting.First!;
            for (var node = next.Next; node is not null; node = node.Next)
            {
                if (OrderOf(node.Value).CompareTo(OrderOf(next.Value)) < 0)
                    next = node;
            }
            waiting.Remove(next);
            Count(next.Value.Regions, 1);
            next.Value.Turn.TrySetResult(true);
        }
    }

    // The busiest region decides, then all of them.
    private (int Most, int Sum, int Number) OrderOf(Waiting one)
    {
        var (most, sum) = (0, 0);
        foreach (var region in one.Regions)
        {
            load.TryGetValue(region, out var count);
            (most, sum) = (Math.Max(most, count), sum + count);
        }
        return (most, sum, one.Number);
    }

    private void Count(string[] regions, int change)
    {
        active += change;
        foreach (var region in regions)
        {
            load.TryGetValue(region, out var count);
            load[region] = count + change;
        }
    }

    private void Release(string[] regions)
    {
        lock (gate)
        {
            Count(regions, -1);
            LetIn();
        }
    }

    private sealed class Waiting(int number, string[] regions)
    {
        public int Number => number;

        public string[] Regions => regions;

        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Place(Action release) : IDisposable
    {
        private Action? release = release;

        public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
    }
}
