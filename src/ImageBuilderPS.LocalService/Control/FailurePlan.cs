using ImageBuilderPS.Contract;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Errors that the next calls of an operation are to get. Safe for many threads.</summary>
internal sealed class FailurePlan
{
    private readonly object gate = new();
    private readonly Dictionary<string, Queue<Func<ImageBuilderException>>> planned = new(StringComparer.Ordinal);

    /// <summary>Makes the next calls of an operation fail.</summary>
    public void Add(string operation, Func<ImageBuilderException> error, int count)
    {
        lock (gate)
        {
            if (!planned.TryGetValue(operation, out var queue))
                planned.Add(operation, queue = new());
            for (var i = 0; i < count; i++)
                queue.Enqueue(error);
        }
    }

    /// <summary>Fails the call if one of its kind is to fail.</summary>
    public void Throw(string operation)
    {
        lock (gate)
        {
            if (planned.TryGetValue(operation, out var queue) && queue.Count > 0)
                throw queue.Dequeue()();
        }
    }
}
