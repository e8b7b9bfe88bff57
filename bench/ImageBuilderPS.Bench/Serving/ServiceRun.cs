using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace ImageBuilderPS.Bench.Serving;

/// <summary>Requests to the local service, beside an empty handler on the same HTTP host.</summary>
internal static class ServiceRun
{
    private const int InFlight = 16;
    private const string Account = "arn:aws:imagebuilder:us-east-1:123456789012:";

    private static readonly (string Operation, string Service, Func<Uri, HttpRequestMessage> Create)[] Operations =
    [
        ("DistributeImage", "imagebuilder", url => new(HttpMethod.Put, new Uri(url, "/DistributeImage"))
        {
            Content = new StringContent(
                $$"""{"clientToken":"{{Guid.NewGuid()}}","sourceImage":"ami-0123456789abcdef0","distributionConfigurationArn":"{{Account}}distribution-configuration/demo","executionRole":"arn:aws:iam::123456789012:role/ImageBuilderRole"}""",
                Encoding.UTF8, "application/json"),
        }),
        ("GetImage", "imagebuilder", url => new(HttpMethod.Get, new Uri(url, "/GetImage?imageBuildVersionArn=" + Uri.EscapeDataString(Account + "image/base-linux/1.0.0/1")))),
        ("DescribeImages", "ec2", url => new(HttpMethod.Post, url)
        {
            Content = new StringContent("Action=DescribeImages&Version=2016-11-15&ImageId.1=ami-0123456789abcdef0", Encoding.UTF8, "application/x-www-form-urlencoded"),
        }),
    ];

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        var time = TimeSpan.FromSeconds(context.IsQuick ? 0.5 : 3);
        foreach (var (operation, name, create) in Operations)
        {
            using var service = new Server();
            using var empty = new Server(isEmpty: true);
            var scope = new AuthenticationHeaderValue("AWS4-HMAC-SHA256", $"Credential=test/20260101/us-east-1/{name}/aws4_request, SignedHeaders=host, Signature=0");
            // The image that GetImage reads. And both have compiled their code.
            foreach (var server in new[] { service, empty })
            {
                Load(server, url => Operations[0].Create(url), new(scope.Scheme, scope.Parameter!.Replace("/ec2/", "/imagebuilder/", StringComparison.Ordinal)), time / 2);
                Load(server, create, scope, time);
            }
            var (own, others) = (new List<(double Rate, double Processor)>(), new List<(double Rate, double Processor)>());
            for (var run = 0; run < 3; run++)
            {
                own.Add(Load(service, create, scope, time));
                others.Add(Load(empty, create, scope, time));
            }
            yield return new($"local service, {operation}", Figure.Median(own.Select(run => run.Rate)), "requests a second")
            {
                Beside = "an empty handler",
                BesideValue = Figure.Median(others.Select(run => run.Rate)),
                Target = 0.5,
                IsMinimum = true,
            };
            yield return new($"local service, {operation}: processor time of the service", Figure.Median(own.Select(run => run.Processor)), "ms")
            {
                Beside = "an empty handler",
                BesideValue = Figure.Median(others.Select(run => run.Processor)),
            };
        }
    }

    private static (double Rate, double Processor) Load(Server server, Func<Uri, HttpRequestMessage> create, AuthenticationHeaderValue scope, TimeSpan time)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = InFlight };
        using var client = new HttpClient(handler);
        var processor = server.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var count = 0;
        Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                using var request = create(server.Url);
                request.Headers.Authorization = scope;
                using var response = await client.SendAsync(request);
                if (!response.IsSuccessStatusCode)
                    throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
                await response.Content.ReadAsByteArrayAsync();
                Interlocked.Increment(ref count);
            }
        }))).GetAwaiter().GetResult();
        return (count / watch.Elapsed.TotalSeconds, (server.ProcessorTime - processor).TotalMilliseconds / count);
    }
}
