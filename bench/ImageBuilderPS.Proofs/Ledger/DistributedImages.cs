using System.Text.Json.Nodes;
using ImageBuilderPS.Proofs.Crash;

namespace ImageBuilderPS.Proofs.Ledger;

/// <summary>A list of AMIs that a command distributes, and the images that the service made of them.</summary>
internal static class DistributedImages
{
    private const string Role = "ImageBuilderRole";

    /// <summary>The names of the AMIs: one for each number from 1.</summary>
    public static IEnumerable<string> Sources(int count) => Enumerable.Range(1, count).Select(number => FormattableString.Invariant($"ami-{number:x17}"));

    /// <summary>Creates a distribution configuration, and writes the list as the cmdlet takes it.</summary>
    public static async Task WriteListAsync(ServiceClient client, string file, int count)
    {
        var created = await client.RequireAsync(HttpMethod.Put, "/CreateDistributionConfiguration", new()
        {
            ["name"] = "proof",
            ["clientToken"] = "proof",
            ["distributions"] = new JsonArray(new JsonObject { ["region"] = "us-east-1", ["amiDistributionConfiguration"] = new JsonObject() }),
        }).ConfigureAwait(false);
        var configuration = (string)created["distributionConfigurationArn"]!;
        await File.WriteAllLinesAsync(
            file, Sources(count).Select(source => $"{source},{configuration},{Role}").Prepend("SourceImage,DistributionConfigurationArn,ExecutionRole")).ConfigureAwait(false);
    }

    /// <summary>The images of the service by their source: the name of an image is that of its source.</summary>
    public static async Task<Dictionary<string, List<(string Arn, string State)>>> ReadAsync(ServiceClient client)
    {
        var images = new Dictionary<string, List<(string Arn, string State)>>();
        for (string? token = null; ;)
        {
            var page = await client.RequireAsync(HttpMethod.Post, "/ListImageBuildVersions", new() { ["maxResults"] = 25, ["nextToken"] = token }).ConfigureAwait(false);
            foreach (var image in page["imageSummaryList"]!.AsArray())
            {
                var source = (string)image!["name"]!;
                if (!images.TryGetValue(source, out var same))
                    images[source] = same = [];
                same.Add(((string)image["arn"]!, (string)image["state"]!["status"]!));
            }
            token = (string?)page["nextToken"];
            if (token is null)
                return images;
        }
    }
}
