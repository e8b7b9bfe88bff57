using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Errors that the next calls of an operation are to get. Safe for many threads.</summary>
internal sealed class FailurePlan
{
    private readonly object gate = new();
    private readonly Dictionary<string, Queue<Entry>> planned = new(StringComparer.Ordinal);

    /// <summary>Makes the next calls of an operation fail.</summary>
    public void Add(string operation, Func<ImageBuilderException> error, int count)
    {
        if (count == 0)
            return;
        lock (gate)
        {
            if (!planned.TryGetValue(operation, out var queue))
                planned.Add(operation, queue = new());
            queue.Enqueue(new(error, count));
        }
    }

    /// <summary>Fails the call if one of its kind is to fail.</summary>
    public void Throw(string operation)
    {
        lock (gate)
        {
            if (!planned.TryGetValue(operation, out var queue) || queue.Count == 0)
                return;
            var next = queue.Peek();
            if (--next.Remaining == 0)
                queue.Dequeue();
            throw next.Error();
        }
    }

    private sealed class Entry(Func<ImageBuilderException> error, int count)
    {
        public Func<ImageBuilderException> Error { get; } = error;

        public int Remaining { get; set; } = count;
    }
}
