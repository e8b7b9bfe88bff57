using System.Globalization;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Lifecycle executions, the newest first.</summary>
internal sealed class ExecutionStore(OrderedStore<ExecutionRun> newestFirst)
{
    /// <summary>How many executions are kept; the oldest that have ended make room.</summary>
    public const int MaxCount = 1000;

    private readonly Dictionary<string, ExecutionRun> byId = new(StringComparer.Ordinal);
    private readonly HashSet<ExecutionRun> running = [];

    /// <summary>The executions that are in progress.</summary>
    public IReadOnlyCollection<ExecutionRun> Running => running;

    public void Add(ExecutionRun run)
    {
        var newest = newestFirst.Keys.FirstOrDefault();
        run.Number = (newest is null ? int.MaxValue : int.Parse(newest, CultureInfo.InvariantCulture)) - 1;
        Put(run);
        byId.Add(run.Id, run);
        if (newestFirst.Count > MaxCount && newestFirst.After(null).Select(entry => entry.Value).LastOrDefault(old => old.HasEnded) is { } oldest)
        {
            newestFirst.Remove(KeyOf(oldest));
            byId.Remove(oldest.Id);
        }
    }

    /// <summary>Stores the changes of an execution.</summary>
    public void Put(ExecutionRun run)
    {
        newestFirst.Put(KeyOf(run), run);
        Track(run);
    }

    public ExecutionRun? Find(string id) => byId.TryGetValue(id, out var run) ? run : null;

    public IEnumerable<KeyValuePair<string, ExecutionRun>> After(string? key) => newestFirst.After(key);

    /// <summary>The execution of a policy, or of the manual change of an image, that is in progress.</summary>
    public ExecutionRun? FindRunning(string arn) => running.FirstOrDefault(run => run.ResourceArn == arn);

    /// <summary>Finds the running executions again, after executions were loaded.</summary>
    public void Reload()
    {
        foreach (var entry in newestFirst.After(null))
        {
            byId[entry.Value.Id] = entry.Value;
            Track(entry.Value);
        }
    }

    private void Track(ExecutionRun run)
    {
        if (run.HasEnded)
            running.Remove(run);
        else
            running.Add(run);
    }

    private static string KeyOf(ExecutionRun run) => run.Number.ToString("D10", CultureInfo.InvariantCulture);
}
