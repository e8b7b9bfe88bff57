using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>
/// Distributes images. The request's tag tells which image belongs to which client token. The source image of each round is
/// new, so that its builds are those of the round.
/// </summary>
internal sealed class Distributions(string id, Findings findings) : CreationProbe("DistributeImage", id, findings)
{
    private const string SampleImage = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/2";
    private const string Images = "arn:aws:imagebuilder:us-east-1:123456789012:image/";
    private const string TagKey = "proof";
    private const string Region = "us-east-1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Regions = [Region, "eu-west-1"];

    private string? configuration;
    private string version = "";

    protected override string ArnMember => "imageBuildVersionArn";

    public override async Task PrepareAsync(ServiceClient service, int round)
    {
        configuration ??= (string)(await service.RequireAsync(HttpMethod.Put, "/CreateDistributionConfiguration", new()
        {
            ["name"] = Id,
            ["clientToken"] = Id,
            ["distributions"] = new JsonArray([.. Regions.Select(region => new JsonObject
            {
                ["region"] = region,
                ["amiDistributionConfiguration"] = new JsonObject { ["name"] = Id + " {{ imagebuilder:buildDate }}" },
            })]),
        }).ConfigureAwait(false))["distributionConfigurationArn"]!;
        version = $"{Images}{Id}-{round}/1.0.0";
        var image = (await GetAsync(service, SampleImage).ConfigureAwait(false)).Body["image"]!.AsObject();
        image["arn"] = version + "/1";
        image["name"] = $"{Id}-{round}";
        await service.RequireAsync(HttpMethod.Post, "/_local/images", image).ConfigureAwait(false);
    }

    protected override Task<Reply> CreateAsync(ServiceClient service, Creation creation) =>
        service.JsonAsync(HttpMethod.Put, "/DistributeImage", new()
        {
            ["sourceImage"] = version + "/1",
            ["distributionConfigurationArn"] = configuration,
            ["executionRole"] = "role",
            ["clientToken"] = creation.Token,
            ["tags"] = new JsonObject { [TagKey] = creation.Token },
        });

    protected override async Task<ILookup<string, string>> FindAsync(ServiceClient service)
    {
        var builds = new List<JsonNode>();
        string? next = null;
        do
        {
            var page = await service.RequireAsync(HttpMethod.Post, "/ListImageBuildVersions", new()
            {
                ["imageVersionArn"] = version,
                ["nextToken"] = next,
            }).ConfigureAwait(false);
            builds.AddRange(page["imageSummaryList"]!.AsArray()!);
            next = (string?)page["nextToken"];
        }
        while (next is not null);
        return builds
            .Where(build => build["tags"]?[TagKey] is not null)
            .ToLookup(build => (string)build["tags"]![TagKey]!, build => (string)build["arn"]!);
    }

    protected override async Task<string?> DescribeDefectAsync(ServiceClient service, int number, string arn)
    {
        JsonNode image;
        var deadline = DateTime.UtcNow + Patience;
        while ((string)(image = (await GetAsync(service, arn).ConfigureAwait(false)).Body["image"]!)["state"]!["status"]! is not "AVAILABLE" and var status)
        {
            if (status == "FAILED" || DateTime.UtcNow > deadline)
                return $"{arn} is {image["state"]!.ToJsonString()}";
            await Task.Delay(PollInterval).ConfigureAwait(false);
        }
        var amis = image["outputResources"]!["amis"]!.AsArray();
        if (amis.Count != Regions.Length)
            return $"{arn} has {amis.Count} AMIs";
        foreach (var ami in amis)
        {
            var (region, imageId) = ((string)ami!["region"]!, (string)ami["image"]!);
            if (!await HasAmiAsync(service, region, imageId).ConfigureAwait(false))
                return $"{arn}: EC2 in {region} does not know its AMI {imageId}";
        }
        return null;
    }

    protected override async Task<bool> ExistsAsync(ServiceClient service, string arn) => (await GetAsync(service, arn).ConfigureAwait(false)).IsOk;

    private static Task<Reply> GetAsync(ServiceClient service, string arn) =>
        service.JsonAsync(HttpMethod.Get, "/GetImage?imageBuildVersionArn=" + Uri.EscapeDataString(arn));

    private static async Task<bool> HasAmiAsync(ServiceClient service, string region, string id) =>
        (await service.Ec2Async("DescribeImages", [new("ImageId.1", id)], region).ConfigureAwait(false)).Status == 200;
}
