namespace ImageBuilderPS.LocalService.Storage;

/// <summary>
/// Commits changes to a database in their order, on one thread. Changes that arrive during a commit are committed together
/// in the next one.
/// </summary>
internal sealed class CommitQueue(IStateDatabase database) : IDisposable
{
    private readonly object gate = new();
    private List<StateRecord> waiting = [];
    private TaskCompletionSource<bool> next = NewCommit();
    private Task last = Task.CompletedTask;
    private bool isRunning;
    private bool isClosed;

    /// <summary>Adds changes.</summary>
    /// <returns>A task that ends when these changes and all earlier ones are committed, or fails with an <see cref="IOException"/>.</returns>
    public Task Add(IReadOnlyCollection<StateRecord> changes)
    {
        lock (gate)
        {
            if (changes.Count == 0 || last.IsFaulted)
                return last;
            waiting.AddRange(changes);
            last = next.Task;
            if (!isRunning)
            {
                isRunning = true;
                _ = Task.Run(CommitAll);
            }
            return last;
        }
    }

    /// <summary>Commits what waits, and closes the database.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            while (isRunning)
                Monitor.Wait(gate);
            if (isClosed)
                return;
            isClosed = true;
        }
        database.Dispose();
    }

    private void CommitAll()
    {
        while (true)
        {
            List<StateRecord> changes;
            TaskCompletionSource<bool> commit;
            lock (gate)
            {
                if (waiting.Count == 0 || last.IsFaulted)
                {
                    isRunning = false;
                    Monitor.PulseAll(gate);
                    return;
                }
                (changes, waiting) = (waiting, []);
                (commit, next) = (next, NewCommit());
            }
            try
            {
                database.Commit(changes);
                commit.SetResult(true);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // Memory is ahead of the file now. Nothing that follows may be confirmed either.
                Fail(commit, error);
            }
        }
    }

    private void Fail(TaskCompletionSource<bool> commit, Exception error)
    {
        var failure = error as IOException ?? new IOException($"The state cannot be saved: {error.Message}", error);
        lock (gate)
        {
            commit.SetException(failure);
            last = commit.Task;
            next.TrySetException(failure);
            waiting = [];
        }
    }

    private static TaskCompletionSource<bool> NewCommit() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
