using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>
/// Sends broken requests to a local service in this process, in batches. After each batch the service has to work, and
/// starts again with the sample account, so that memory shows what the requests leave behind.
/// </summary>
internal sealed class FuzzProof(int requests, int seed, TextWriter output)
{
    private const int Batches = 20;
    private const int Workers = 32;
    private const int HalfRequests = 10;
    private const double MaxGrowth = 1.5;
    private const long MaxHeapGrowth = 8 << 20;
    private const long SettledHeap = 8 << 20;
    private static readonly TimeSpan MeasureInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(90);
    private static readonly int[] MeasuredPercents = [10, 50, 100];

    private readonly FuzzFindings findings = new();
    private readonly List<(int Percent, long WorkingSet, long Heap)> memory = [];

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        using var service = new LocalService.LocalServiceFactory().Start(new());
        using var faults = new LocalService.LocalServiceFactory().Start(new());
        for (var batch = 1; batch <= Batches; batch++)
        {
            await RunBatchAsync(service.Url, faults.Url, batch).ConfigureAwait(false);
            var percent = batch * 100 / Batches;
            if (MeasuredPercents.Contains(percent))
                await MeasureAsync(percent).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"{percent} %, {watch.Elapsed.TotalSeconds:N0} s").ConfigureAwait(false);
        }
        findings.Print(output);
        foreach (var (percent, workingSet, heap) in memory)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {percent,3} %: working set {workingSet >> 20} MB, managed heap {heap / 1048576.0:N1} MB"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{requests:N0} requests, {Workers} connections, {watch.Elapsed.TotalSeconds:N0} s, seed {seed}"));
        var isFlat = memory[^1].WorkingSet < memory[0].WorkingSet * MaxGrowth && memory[^1].Heap < memory[0].Heap + MaxHeapGrowth;
        if (!isFlat)
            output.WriteLine("DEFECT memory grew");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{requests:N0} requests; working set {memory[0].WorkingSet >> 20} MB after 10 %, {memory[^1].WorkingSet >> 20} MB at the end"),
            findings.Defects + (isFlat ? 0 : 1));
    }

    private async Task RunBatchAsync(Uri url, Uri faults, int batch)
    {
        var count = requests / Batches;
        var (executions, amis) = await ReadSamplesAsync(url).ConfigureAwait(false);
        var half = new List<RawConnection>();
        for (var i = 0; i < HalfRequests; i++)
        {
            half.Add(await RawConnection.OpenAsync(url).ConfigureAwait(false));
            await half[i].SendAsync(Encoding.ASCII.GetBytes("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"[..^(i * 5)])).ConfigureAwait(false);
        }
        var workers = Enumerable.Range(0, Workers).Select(worker =>
        {
            var random = new Random((((seed * Batches) + batch) * Workers) + worker);
            return new FuzzWorker(random, new(random, executions, amis), url, faults, findings);
        }).ToList();
        await Task.WhenAll(workers.Select((worker, i) =>
            Task.Run(() => worker.RunAsync((count / Workers) + (i < count % Workers ? 1 : 0))))).ConfigureAwait(false);
        workers.ForEach(worker => worker.Dispose());
        half.ForEach(connection => connection.Dispose());
        foreach (var service in new[] { url, faults })
        {
            await RequireAsync(service, new("POST", "/_local/reset")).ConfigureAwait(false);
            await CheckServiceAsync(service).ConfigureAwait(false);
            await RequireAsync(service, new("POST", "/_local/reset")).ConfigureAwait(false);
        }
    }

    private static async Task<(string[] Executions, string[] Amis)> ReadSamplesAsync(Uri url)
    {
        var image = await RequireAsync(url, new("GET", "/GetImage") { Query = [new("imageBuildVersionArn", Samples.Image)] }).ConfigureAwait(false);
        var run = await RequireAsync(url, new("POST", "/_local/run") { Query = [new("policy", Samples.Policy)] }).ConfigureAwait(false);
        return (
            [(string)JsonNode.Parse(run)!["lifecycleExecutionId"]!, "lce-12345678-90ab-cdef-1234-567890abcdef"],
            [.. JsonNode.Parse(image)!["image"]!["outputResources"]!["amis"]!.AsArray().Select(ami => (string)ami!["image"]!)]);
    }

    // One call of each service, and a change that is made once.
    private async Task CheckServiceAsync(Uri url)
    {
        await ReadSamplesAsync(url).ConfigureAwait(false);
        var body = $$"""{"sourceImage":"{{Samples.Image}}","distributionConfigurationArn":"{{Samples.Configuration}}","executionRole":"role","clientToken":"t"}""";
        var distribute = new Call("PUT", "/DistributeImage") { Body = Encoding.UTF8.GetBytes(body) };
        var first = await RequireAsync(url, distribute).ConfigureAwait(false);
        Expect(first == await RequireAsync(url, distribute).ConfigureAwait(false), "a client token is not remembered", first);
        foreach (var (form, expected) in new[]
        {
            ("Action=DescribeRegions&Version=2016-11-15", "us-east-1"),
            ("Action=GetCallerIdentity&Version=2011-06-15", Samples.Account),
            ("Action=GetRole&Version=2010-05-08&RoleName=role", Samples.Account),
        })
        {
            var answer = await RequireAsync(url, new("POST", "/") { Body = Encoding.UTF8.GetBytes(form) }).ConfigureAwait(false);
            Expect(answer.Contains(expected, StringComparison.Ordinal), "a wrong answer", answer);
        }
        var put = new Call("POST", "/") { Body = Encoding.UTF8.GetBytes("""{"Name":"/a","Type":"String","Value":"b"}""") };
        put.Headers.Add(new("X-Amz-Target", "AmazonSSM.PutParameter"));
        var rules = await RequireAsync(url, new("POST", "/list-rules") { Body = Encoding.UTF8.GetBytes("""{"ResourceType":"EC2_IMAGE"}""") }).ConfigureAwait(false);
        Expect(rules.StartsWith("{\"Rules\":", StringComparison.Ordinal), "a wrong answer", rules);
        Expect((await RequireAsync(url, put).ConfigureAwait(false)).Contains("\"Version\":1", StringComparison.Ordinal), "a wrong answer", "PutParameter");
    }

    private void Expect(bool isTrue, string defect, string answer)
    {
        if (!isTrue)
            findings.Report(defect, Encoding.UTF8.GetBytes(answer));
    }

    private static async Task<string> RequireAsync(Uri url, Call call)
    {
        using var connection = await RawConnection.OpenAsync(url).ConfigureAwait(false);
        await connection.SendAsync(call.ToBytes(url.Authority)).ConfigureAwait(false);
        var response = await connection.ReadAsync(hasBody: true).ConfigureAwait(false);
        var body = Encoding.UTF8.GetString(response?.Body ?? []);
        return response?.Status == 200 ? body : throw new InvalidOperationException($"{call.Method} {call.Path}: {response?.Status} {body}");
    }

    // .NET keeps the large buffers that it lends for more than a minute, and then gives them back with a collection.
    private async Task MeasureAsync(int percent)
    {
        var watch = Stopwatch.StartNew();
        long heap;
        do
        {
            await Task.Delay(MeasureInterval).ConfigureAwait(false);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            heap = GC.GetTotalMemory(forceFullCollection: true);
        }
        while (heap > SettledHeap && watch.Elapsed < SettleTimeout);
        memory.Add((percent, Environment.WorkingSet, heap));
    }
}
