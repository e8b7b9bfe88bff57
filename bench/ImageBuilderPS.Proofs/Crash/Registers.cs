using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>Updates a lifecycle policy: the number is in its description, its role, its rule and its selection.</summary>
internal sealed class PolicyUpdates(string id, Findings findings) : RegisterProbe("UpdateLifecyclePolicy", findings)
{
    private const int MaxVersion = 1_000_000;

    protected override string Resource { get; } = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/" + id;

    protected override bool HasToken => true;

    public override async Task PrepareAsync(ServiceClient service, int round)
    {
        await base.PrepareAsync(service, round).ConfigureAwait(false);
        if (round > 0)
            return;
        var members = Members(0);
        members["name"] = id;
        await service.RequireAsync(HttpMethod.Put, "/CreateLifecyclePolicy", members).ConfigureAwait(false);
    }

    protected override Task<Reply> WriteAsync(ServiceClient service, int number)
    {
        var members = Members(number);
        members["lifecyclePolicyArn"] = Resource;
        return service.JsonAsync(HttpMethod.Put, "/UpdateLifecyclePolicy", members);
    }

    protected override async Task<int[]> ReadAsync(ServiceClient service)
    {
        var policy = (await service.RequireAsync(
            HttpMethod.Get, "/GetLifecyclePolicy?lifecyclePolicyArn=" + Uri.EscapeDataString(Resource)).ConfigureAwait(false))["lifecyclePolicy"]!;
        return
        [
            Number(policy["description"]),
            Number(policy["executionRole"]),
            Number(policy["resourceSelection"]!["recipes"]![0]!["name"]),
            MaxVersion - Number(policy["resourceSelection"]!["recipes"]![0]!["semanticVersion"]),
            Number(policy["policyDetails"]![0]!["exclusionRules"]!["tagMap"]!["number"]),
        ];
    }

    private JsonObject Members(int number) => new()
    {
        ["clientToken"] = $"{id}-{number}",
        ["description"] = $"number-{number}",
        ["executionRole"] = $"role-{number}",
        ["resourceType"] = "AMI_IMAGE",
        ["status"] = "DISABLED",
        ["resourceSelection"] = new JsonObject
        {
            ["recipes"] = new JsonArray(new JsonObject { ["name"] = $"recipe-{number}", ["semanticVersion"] = $"{MaxVersion - number}.0.0" }),
        },
        ["policyDetails"] = new JsonArray(new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "DELETE" },
            ["filter"] = new JsonObject { ["type"] = "COUNT", ["value"] = 5 },
            ["exclusionRules"] = new JsonObject { ["tagMap"] = new JsonObject { ["number"] = $"{number}" } },
        }),
    };

    private static int Number(JsonNode? text) => int.Parse(((string)text!).Split('-')[^1].Split('.')[0], CultureInfo.InvariantCulture);
}

/// <summary>Tags a distribution configuration: the number is in two tags.</summary>
internal sealed class ResourceTags(string id, Findings findings) : RegisterProbe("TagResource", findings)
{
    private static readonly string[] Keys = ["proofA", "proofB"];

    protected override string Resource { get; } = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/" + id;

    private string Path => "/tags/" + Uri.EscapeDataString(Resource);

    public override async Task PrepareAsync(ServiceClient service, int round)
    {
        await base.PrepareAsync(service, round).ConfigureAwait(false);
        if (round > 0)
            return;
        await service.RequireAsync(HttpMethod.Put, "/CreateDistributionConfiguration", new()
        {
            ["name"] = id,
            ["clientToken"] = id,
            ["distributions"] = new JsonArray(),
        }).ConfigureAwait(false);
    }

    protected override Task<Reply> WriteAsync(ServiceClient service, int number) => service.JsonAsync(
        HttpMethod.Post, Path, new() { ["tags"] = new JsonObject(Keys.Select(key => KeyValuePair.Create<string, JsonNode?>(key, $"{number}"))) });

    protected override async Task<int[]> ReadAsync(ServiceClient service)
    {
        var tags = (await service.RequireAsync(HttpMethod.Get, Path).ConfigureAwait(false))["tags"]!;
        return [.. Keys.Select(key => int.Parse((string?)tags[key] ?? "0", CultureInfo.InvariantCulture))];
    }
}

/// <summary>Tags AMIs in EC2: the number is in a tag of two AMIs.</summary>
internal sealed class AmiTags(int index, Findings findings) : RegisterProbe("CreateTags", findings)
{
    private const string Key = "proof";
    private const string Account = "123456789012";
    private readonly string[] amis = [$"ami-{index:x16}a", $"ami-{index:x16}b"];

    protected override string Resource => amis[0];

    public override async Task PrepareAsync(ServiceClient service, int round)
    {
        await base.PrepareAsync(service, round).ConfigureAwait(false);
        if (round > 0)
            return;
        // AMIs of its own, which nothing else changes. No operation creates an AMI without an image.
        var state = (await service.RequireAsync(HttpMethod.Get, "/_local/state").ConfigureAwait(false)).AsObject();
        foreach (var ami in amis)
        {
            state["records"]!.AsArray().Add(new JsonObject
            {
                ["account"] = Account,
                ["region"] = "us-east-1",
                ["kind"] = "ami",
                ["key"] = ami,
                ["value"] = new JsonObject { ["imageId"] = ami, ["name"] = ami, ["ownerId"] = Account },
            });
        }
        await service.RequireAsync(HttpMethod.Put, "/_local/state", state).ConfigureAwait(false);
    }

    protected override async Task<Reply> WriteAsync(ServiceClient service, int number)
    {
        var (status, body) = await service.Ec2Async(
            "CreateTags",
            [new("ResourceId.1", amis[0]), new("ResourceId.2", amis[1]), new("Tag.1.Key", Key), new("Tag.1.Value", $"{number}")]).ConfigureAwait(false);
        return new(status, null, body.ToString());
    }

    protected override async Task<int[]> ReadAsync(ServiceClient service)
    {
        var (_, body) = await service.Ec2Async("DescribeImages", amis.Select((ami, i) => KeyValuePair.Create($"ImageId.{i + 1}", ami))).ConfigureAwait(false);
        return [.. amis.Select(ami => Number(body.Descendants("item").Single(item => (string?)item.Element("imageId") == ami)))];
    }

    private static int Number(XElement image) =>
        (int?)image.Descendants("item").FirstOrDefault(tag => (string?)tag.Element("key") == Key)?.Element("value") ?? 0;
}

/// <summary>Writes a parameter: the number is its value and its version.</summary>
internal sealed class Parameters(string id, Findings findings) : RegisterProbe("PutParameter", findings)
{
    protected override string Resource { get; } = "/proof/" + id;

    protected override Task<Reply> WriteAsync(ServiceClient service, int number) => service.SsmAsync("PutParameter", new()
    {
        ["Name"] = Resource,
        ["Type"] = "String",
        ["Value"] = $"{number}",
        ["Overwrite"] = true,
    });

    protected override async Task<int[]> ReadAsync(ServiceClient service)
    {
        var reply = await service.SsmAsync("GetParameter", new() { ["Name"] = Resource }).ConfigureAwait(false);
        return reply.IsOk
            ? [int.Parse((string)reply.Body["Parameter"]!["Value"]!, CultureInfo.InvariantCulture), (int)reply.Body["Parameter"]!["Version"]!]
            : [0];
    }
}
