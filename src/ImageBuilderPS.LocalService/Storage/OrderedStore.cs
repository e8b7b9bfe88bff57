using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>A store whose items can be saved and loaded as JSON.</summary>
internal interface IStore
{
    /// <summary>The keys of all items.</summary>
    IEnumerable<string> Keys { get; }

    /// <summary>An item as JSON; null when there is none.</summary>
    byte[]? Save(string key);

    /// <summary>Adds an item from JSON.</summary>
    /// <exception cref="ContractJsonException">It is not such an item.</exception>
    void Load(string key, byte[] json);

    /// <summary>Removes all items.</summary>
    void Clear();
}

/// <summary>
/// Items in the order of their keys. A page can start after any key, also after a removed one. Items are plain data. Every
/// change of an item ends with <see cref="Put"/>, which reports it.
/// </summary>
/// <param name="onChange">Takes the key of each item that was put or removed; null for a store that is not saved.</param>
internal sealed class OrderedStore<T>(Action<string>? onChange = null) : IStore
    where T : class
{
    private readonly SortedList<string, T> items = new(StringComparer.Ordinal);

    public int Count => items.Count;

    public IEnumerable<string> Keys => items.Keys;

    public T? Find(string key) => items.TryGetValue(key, out var item) ? item : null;

    /// <summary>The item at a position in the order of the keys.</summary>
    public T At(int index) => items.Values[index];

    public void Put(string key, T item)
    {
        items[key] = item;
        onChange?.Invoke(key);
    }

    public bool Remove(string key)
    {
        if (!items.Remove(key))
            return false;
        onChange?.Invoke(key);
        return true;
    }

    /// <summary>The entries after a key.</summary>
    /// <param name="key">The key; null starts at the first.</param>
    public IEnumerable<KeyValuePair<string, T>> After(string? key)
    {
        for (var i = key is null ? 0 : FirstAfter(key); i < items.Count; i++)
            yield return new(items.Keys[i], items.Values[i]);
    }

    public byte[]? Save(string key) => Find(key) is { } item ? ContractJson.ToBytes(item) : null;

    public void Load(string key, byte[] json) => Put(key, ContractJson.FromBytes<T>(json));

    public void Clear()
    {
        foreach (var key in items.Keys.ToList())
            Remove(key);
    }

    private int FirstAfter(string key)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(items.Keys[middle], key) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
