namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Keeps the state of a service beyond its process.</summary>
internal interface IStateDatabase : IDisposable
{
    /// <summary>All records.</summary>
    IEnumerable<StateRecord> Read();

    /// <summary>Saves changes: all of them or, with an exception, none.</summary>
    /// <exception cref="IOException">They cannot be saved.</exception>
    void Commit(IReadOnlyCollection<StateRecord> changes);
}
