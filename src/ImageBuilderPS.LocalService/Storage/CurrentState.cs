namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The state of a service, which can be replaced as a whole.</summary>
/// <param name="create">Makes an empty state.</param>
/// <param name="changes">Takes what changes.</param>
internal sealed class CurrentState(Func<StateChanges, ServiceState> create, StateChanges changes)
{
    public ServiceState Value { get; private set; } = create(changes);

    /// <summary>Replaces all items; with an exception the old ones stay.</summary>
    /// <exception cref="InvalidDataException">An item cannot be read.</exception>
    public void Replace(IReadOnlyCollection<StateRecord> records)
    {
        // The first load only finds out whether all items can be read.
        create(new(isRecording: false)).Load(records);
        Value.Clear();
        Value = create(changes);
        Value.Load(records);
    }
}
