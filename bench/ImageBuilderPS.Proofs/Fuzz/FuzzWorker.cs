namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>One caller: sends calls on a connection, one or several at once, and broken HTTP on connections of their own.</summary>
/// <param name="random">The random choices.</param>
/// <param name="samples">What the calls refer to.</param>
/// <param name="url">The service.</param>
/// <param name="faultUrl">A service for fault rules alone: there they make no call fail.</param>
/// <param name="findings">Takes what comes back.</param>
internal sealed class FuzzWorker(Random random, Samples samples, Uri url, Uri faultUrl, FuzzFindings findings) : IDisposable
{
    private const int MaxPipelined = 5;
    private const double BrokenShare = 0.05;
    private const double PipelinedShare = 0.05;
    private const double ValidShare = 0.15;
    private const double FaultShare = 0.02;

    private readonly ContractCalls contract = new(random, samples);
    private readonly OtherCalls others = new(random, samples);
    private readonly Mutations mutations = new(random, samples);
    private readonly BrokenHttp broken = new(random, samples);
    private readonly Dictionary<Uri, RawConnection> connections = [];

    public void Dispose()
    {
        foreach (var connection in connections.Values)
            connection.Dispose();
    }

    /// <summary>Sends so many requests.</summary>
    public async Task RunAsync(int count)
    {
        for (var sent = 0; sent < count;)
        {
            var kind = random.NextDouble();
            if (kind < BrokenShare)
            {
                await SendBrokenAsync().ConfigureAwait(false);
                sent++;
            }
            else if (kind < BrokenShare + FaultShare)
            {
                await SendAsync(faultUrl, [CreateFault()]).ConfigureAwait(false);
                sent++;
            }
            else
            {
                var calls = new Call[kind > 1 - PipelinedShare ? Math.Min(random.Next(2, MaxPipelined + 1), count - sent) : 1];
                for (var i = 0; i < calls.Length; i++)
                    calls[i] = Change(CreateCall());
                await SendAsync(url, calls).ConfigureAwait(false);
                sent += calls.Length;
            }
        }
    }

    private Call CreateCall() => random.Next(22) switch
    {
        < 9 => contract.Create(),
        < 11 => contract.CreateLarge(),
        < 15 => others.CreateEc2(),
        < 17 => others.CreateSsm(),
        < 18 => others.CreateSts(),
        < 19 => others.CreateIam(),
        < 20 => others.CreateRbin(),
        _ => others.CreateControl(),
    };

    // A call of another path could meet a rule, and would rightly get no answer.
    private Call CreateFault()
    {
        var call = others.CreateFault();
        var path = call.Path;
        Change(call).Path = path;
        return call;
    }

    private Call Change(Call call)
    {
        if (random.Next(8) == 0)
            call.Headers.Add(Signatures.Header(samples.Pick(["AKIDEXAMPLE", samples.AccountId]), samples.Region, "imagebuilder"));
        if (random.NextDouble() >= ValidShare)
            mutations.Apply(call);
        return call;
    }

    private async Task SendAsync(Uri service, Call[] calls)
    {
        byte[] bytes = [.. calls.SelectMany(call => call.ToBytes(service.Authority))];
        try
        {
            if (!connections.TryGetValue(service, out var connection))
                connections[service] = connection = await RawConnection.OpenAsync(service).ConfigureAwait(false);
            await connection.SendAsync(bytes).ConfigureAwait(false);
            foreach (var hasBody in calls.Select(call => call.Method != "HEAD"))
            {
                var response = await connection.ReadAsync(hasBody).ConfigureAwait(false);
                if (response is null)
                    findings.Report("no answer", bytes);
                else
                    Check(response, hasBody, bytes);
                if (response is { IsLast: false })
                    continue;
                Close(service);
                return;
            }
        }
        catch (Exception error) when (error is TimeoutException or InvalidDataException)
        {
            findings.Report(error is TimeoutException ? "hang" : error.Message, bytes);
            Close(service);
        }
    }

    private async Task SendBrokenAsync()
    {
        var bytes = broken.Create(CreateCall().ToBytes(url.Authority));
        try
        {
            using var connection = await RawConnection.OpenAsync(url).ConfigureAwait(false);
            await connection.SendAsync(bytes, isLast: true).ConfigureAwait(false);
            var answers = 0;
            while (await connection.ReadAsync(hasBody: true).ConfigureAwait(false) is { } response)
            {
                Check(response, hasBody: true, bytes);
                answers++;
            }
            if (answers == 0)
                findings.Count("closed: the request was not complete");
        }
        catch (Exception error) when (error is TimeoutException or InvalidDataException)
        {
            findings.Report(error is TimeoutException ? "hang" : error.Message, bytes);
        }
    }

    private void Check(RawResponse response, bool hasBody, byte[] request)
    {
        findings.Count($"status {response.Status}");
        if (ResponseForm.DescribeDefect(response, hasBody) is { } defect)
            findings.Report(defect, request, response);
    }

    private void Close(Uri service)
    {
        connections[service].Dispose();
        connections.Remove(service);
    }
}
