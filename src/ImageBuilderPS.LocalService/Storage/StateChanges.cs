namespace ImageBuilderPS.LocalService.Storage;

/// <summary>What was put or removed since the last commit.</summary>
/// <param name="isRecording">Whether changes are recorded; without a database they are not.</param>
internal sealed class StateChanges(bool isRecording)
{
    private readonly Dictionary<(string Account, string Region, string Kind, string Key), IStore> changes = [];

    public void Add(IStore store, string account, string region, string kind, string key)
    {
        if (isRecording)
            changes[(account, region, kind, key)] = store;
    }

    /// <summary>The changed items as they are now, each once; then there are none.</summary>
    public IReadOnlyCollection<StateRecord> Take()
    {
        if (changes.Count == 0)
            return [];
        var records = changes
            .Select(change => new StateRecord(
                change.Key.Account, change.Key.Region, change.Key.Kind, change.Key.Key, change.Value.Save(change.Key.Key)))
            .ToList();
        changes.Clear();
        return records;
    }
}
