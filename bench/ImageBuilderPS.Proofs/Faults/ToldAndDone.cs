using System.Globalization;

namespace ImageBuilderPS.Proofs.Faults;

/// <summary>Compares what the cmdlets told with what the service did.</summary>
/// <param name="told">What was told while calls failed.</param>
/// <param name="again">What was told when the failed requests were sent again, with their tokens.</param>
/// <param name="journal">The changes of the service.</param>
/// <param name="images">The images of the service by their source.</param>
internal sealed class ToldAndDone(Told[] told, Told[] again, JournalReader journal, Dictionary<string, List<(string Arn, string State)>> images)
{
    private const int MaxShown = 10;
    private const string Distribute = "DistributeImage";
    private const string Update = "UpdateLifecyclePolicy";

    private readonly Dictionary<string, List<string>> findings = [];

    /// <summary>How many defects there are.</summary>
    public int Findings => findings.Values.Sum(list => list.Count);

    /// <summary>How many updates were asked for.</summary>
    public int Updates => told.Count(item => item.Operation != Distribute);

    /// <summary>How many errors the cmdlets wrote.</summary>
    public int Errors => told.Count(item => item.Error is not null);

    /// <summary>Compares.</summary>
    /// <param name="sources">What had to be distributed.</param>
    public void Run(IEnumerable<string> sources)
    {
        var changes = journal.Changes.Where(change => change.Operation is Distribute or Update).ToLookup(change => (change.Operation, change.Token));
        Find("missed in the journal", Enumerable.Range(0, (int)journal.Missed).Select(_ => ""));
        foreach (var (operation, done) in changes.Select(same => (same.Key, same.Count())))
        {
            if (done > 1)
                Find("doubled", [$"{operation}: {done} changes"]);
        }
        var succeeded = told.Where(item => item.Error is null).ToList();
        var failed = told.Where(item => item.Error is not null).ToList();
        Find("lost", succeeded.Concat(again.Where(item => item.Error is null)).Where(item => !changes.Contains((item.Operation, item.Token!))).Select(item => $"{item}"));
        Find("an error without its token", failed.Where(item => item.Operation is Distribute or Update && !(item.Token is { } token && item.Error!.Contains(token, StringComparison.Ordinal))).Select(item => $"{item}"));
        var known = succeeded.Concat(failed.Where(item => item.Token is not null && item.Error!.Contains(item.Token, StringComparison.Ordinal))).Select(item => item.Token).ToHashSet();
        Find("applied without its token being told", changes.Where(same => !known.Contains(same.Key.Token)).Select(same => $"{same.Key}"));
        Find("failed again without faults", again.Where(item => item.Error is not null).Select(item => $"{item}"));
        var spoken = told.Where(item => item.Operation == Distribute).Select(item => item.Value).ToLookup(source => source);
        foreach (var source in sources)
        {
            Find("neither a result nor an error, or both", spoken[source].Count() == 1 ? [] : [source]);
            var arns = images.GetValueOrDefault(source)?.ConvertAll(image => image.Arn) ?? [];
            Find(arns.Count == 0 ? "lost" : "doubled", arns.Count == 1 ? [] : [$"{source}: {arns.Count} images"]);
        }
        Find("another ARN than the service's", succeeded.Concat(again).Where(item => item is { Operation: Distribute, Error: null })
            .Where(item => images.GetValueOrDefault(item.Value!)?.Exists(image => image.Arn == item.Resource) != true).Select(item => $"{item}"));
    }

    /// <summary>Prints how many requests were told and done, and the findings.</summary>
    public void Print(TextWriter output)
    {
        foreach (var operation in told.GroupBy(item => (item.Operation, item.Error is null)).OrderBy(group => group.Key))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation.Key.Operation,-24}{(operation.Key.Item2 ? "succeeded" : "failed"),-12}{operation.Count(),8:N0}"));
        var errors = told.Where(item => item is { Error: not null, Token: not null }).Select(item => item.Token).ToHashSet();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{journal.Changes.Select(change => change.Token).Distinct().Count(errors.Contains):N0} of the requests with an error are applied at the end; {again.Length:N0} were sent again"));
        foreach (var group in told.Where(item => item.Id is not null).GroupBy(item => item.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {group.Key}: {group.Count():N0}"));
        foreach (var (finding, list) in findings.Where(finding => finding.Value.Count > 0))
        {
            output.WriteLine($"DEFECT {finding}: {list.Count}");
            foreach (var item in list.Take(MaxShown))
                output.WriteLine($"  {item}");
        }
    }

    private void Find(string finding, IEnumerable<string> found)
    {
        if (!findings.TryGetValue(finding, out var list))
            findings.Add(finding, list = []);
        list.AddRange(found);
    }
}
