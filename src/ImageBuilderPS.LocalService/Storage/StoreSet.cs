using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The stores of one account and region, or of the whole service, by the kind of their items.</summary>
internal sealed class StoreSet(string account, string region, StateChanges changes)
{
    private readonly Dictionary<string, IStore> stores = new(StringComparer.Ordinal);

    /// <summary>Adds a store whose changes are recorded.</summary>
    public OrderedStore<T> Add<T>(string kind)
        where T : class
    {
        OrderedStore<T>? store = null;
        store = new(key => changes.Add(store!, account, region, kind, key));
        stores.Add(kind, store);
        return store;
    }

    /// <summary>All items.</summary>
    public IEnumerable<StateRecord> Save() => stores.SelectMany(store => store.Value.Keys.Select(
        key => new StateRecord(account, region, store.Key, key, store.Value.Save(key))));

    /// <summary>Removes all items.</summary>
    public void Clear()
    {
        foreach (var store in stores.Values)
            store.Clear();
    }

    /// <summary>Adds an item.</summary>
    /// <exception cref="InvalidDataException">There is no store for its kind, or it cannot be read.</exception>
    public void Load(StateRecord record)
    {
        if (!stores.TryGetValue(record.Kind, out var store))
            throw new InvalidDataException($"This version does not know records of the kind '{record.Kind}'.");
        try
        {
            store.Load(record.Key, record.Value!);
        }
        catch (ContractJsonException error)
        {
            throw new InvalidDataException($"The {record.Kind} '{record.Key}' cannot be read: {error.Path}: {error.Message}", error);
        }
    }
}
