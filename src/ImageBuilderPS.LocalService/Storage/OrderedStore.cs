namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Items in the order of their keys. A page can start after any key, also after a removed one.</summary>
internal sealed class OrderedStore<T>
    where T : class
{
    private readonly SortedList<string, T> items = new(StringComparer.Ordinal);

    public T? Find(string key) => items.TryGetValue(key, out var item) ? item : null;

    public void Put(string key, T item) => items[key] = item;

    public bool Remove(string key) => items.Remove(key);

    /// <summary>The entries after a key.</summary>
    /// <param name="key">The key; null starts at the first.</param>
    public IEnumerable<KeyValuePair<string, T>> After(string? key)
    {
        for (var i = key is null ? 0 : FirstAfter(key); i < items.Count; i++)
            yield return new(items.Keys[i], items.Values[i]);
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
