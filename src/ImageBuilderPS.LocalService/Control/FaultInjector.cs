using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Injects errors into the next calls of an operation. Safe for many threads.</summary>
internal sealed class FaultInjector
{
    private readonly object gate = new();
    private readonly Dictionary<string, Queue<Fault>> planned = new(StringComparer.Ordinal);

    /// <summary>Makes the next <paramref name="count"/> calls of an operation fail.</summary>
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

    /// <summary>Throws the next error that is planned for an operation, if any.</summary>
    public void ThrowIfPlanned(string operation)
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

    private sealed class Fault(Func<ImageBuilderException> error, int count)
    {
        public Func<ImageBuilderException> Error { get; } = error;

        public int Remaining { get; set; } = count;
    }
}
