using System.Globalization;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Lifecycle executions, the newest first.</summary>
internal sealed class ExecutionStore
{
    private readonly OrderedStore<ExecutionRun> newestFirst = new();
    private readonly Dictionary<string, ExecutionRun> byId = new(StringComparer.Ordinal);
    private readonly List<ExecutionRun> running = [];

    public void Add(ExecutionRun run)
    {
        newestFirst.Put((int.MaxValue - byId.Count).ToString("D10", CultureInfo.InvariantCulture), run);
        byId.Add(run.Id, run);
        running.Add(run);
    }

    public ExecutionRun? Find(string id) => byId.TryGetValue(id, out var run) ? run : null;

    public IEnumerable<KeyValuePair<string, ExecutionRun>> After(string? key) => newestFirst.After(key);

    /// <summary>Whether a run of a policy is in progress.</summary>
    public bool IsRunning(string policyArn) => running.Exists(run => run.PolicyArn == policyArn);

    public void AdvanceTo(DateTimeOffset now)
    {
        foreach (var run in running)
            run.AdvanceTo(now);
        running.RemoveAll(run => run.HasEnded);
    }
}
