namespace ImageBuilderPS.Aws;

/// <summary>
/// The connections in use, each with its client and pooled HTTP connections. The number is limited, because temporary keys
/// change every hour. A connection that leaves the cache still works.
/// </summary>
/// <typeparam name="TPlan">What a connection is made of. Equal plans share one.</typeparam>
/// <typeparam name="TConnection">A connection.</typeparam>
/// <param name="capacity">The number of connections.</param>
/// <param name="create">Creates a connection.</param>
internal sealed class ConnectionCache<TPlan, TConnection>(int capacity, Func<TPlan, TConnection> create)
    where TPlan : notnull
{
    private readonly Dictionary<TPlan, LinkedListNode<(TPlan Plan, TConnection Connection)>> known = [];
    private readonly LinkedList<(TPlan Plan, TConnection Connection)> lastUsedFirst = new();

    /// <summary>The connection of a plan.</summary>
    /// <param name="plan">The plan.</param>
    public TConnection Get(TPlan plan)
    {
        lock (known)
        {
            if (known.TryGetValue(plan, out var node))
                lastUsedFirst.Remove(node);
            else
                known[plan] = node = new((plan, create(plan)));
            lastUsedFirst.AddFirst(node);
            if (known.Count > capacity)
            {
                known.Remove(lastUsedFirst.Last!.Value.Plan);
                lastUsedFirst.RemoveLast();
            }
            return node.Value.Connection;
        }
    }
}
