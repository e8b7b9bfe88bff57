using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.Bench.Serving;

/// <summary>A service with every image that it is asked for: each becomes available at a given read.</summary>
internal sealed class WaitingHost : IDisposable
{
    private readonly HttpHost host;

    /// <param name="polls">The read at which an image is available.</param>
    public WaitingHost(int polls) => host = HttpHost.Start(new Handler(polls), 0, TimeSpan.Zero);

    public Uri Url => host.Url;

    public void Dispose() => host.Dispose();

    private sealed class Handler(int polls) : IRequestHandler
    {
        private readonly ConcurrentDictionary<string, int> reads = new();

        public long MaxBodyBytesOf(string path, IReadOnlyDictionary<string, string> headers) => 1 << 20;

        public Task<ServiceResponse> HandleAsync(ServiceRequest request)
        {
            var arn = request.QueryValue("imageBuildVersionArn")!;
            var read = reads.AddOrUpdate(arn, 1, (_, before) => before + 1);
            var image = new JsonObject
            {
                ["requestId"] = $"{read}",
                ["image"] = new JsonObject
                {
                    ["arn"] = arn,
                    ["type"] = "AMI",
                    ["name"] = "web",
                    ["version"] = "1.0.0/1",
                    ["state"] = new JsonObject { ["status"] = read < polls ? "DISTRIBUTING" : "AVAILABLE" },
                    ["dateCreated"] = "2026-11-01T00:00:00Z",
                    ["outputResources"] = new JsonObject
                    {
                        ["amis"] = new JsonArray(new JsonObject { ["region"] = "us-east-1", ["accountId"] = "123456789012", ["image"] = "ami-0123456789abcdef0", ["name"] = "web", ["state"] = new JsonObject { ["status"] = "AVAILABLE" } }),
                    },
                },
            };
            return Task.FromResult(new ServiceResponse(200, Encoding.UTF8.GetBytes(image.ToJsonString())));
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
