using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.Api;

/// <summary>A valid request with every member set, as JSON in which a test changes one thing.</summary>
internal sealed partial class Sample
{
    private readonly Type type;
    private readonly JsonNode root;

    private Sample(Type type, string json) => (this.type, root) = (type, JsonNode.Parse(json)!);

    public static Sample Distribute() => new(typeof(DistributeImageRequest), """
        {
          "clientToken": "token-1",
          "distributionConfigurationArn": "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo",
          "executionRole": "arn:aws:iam::123456789012:role/Distribute",
          "loggingConfiguration": { "logGroupName": "/aws/imagebuilder/demo" },
          "sourceImage": "ami-0123456789abcdef0",
          "tags": { "CostCenter": "1234" }
        }
        """);

    public static Sample Update() => new(typeof(UpdateLifecyclePolicyRequest), """
        {
          "clientToken": "token-1",
          "description": "Keeps three",
          "executionRole": "Lifecycle",
          "lifecyclePolicyArn": "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/demo",
          "policyDetails": [{
            "action": { "type": "DELETE", "includeResources": { "amis": true, "containers": false, "snapshots": false } },
            "exclusionRules": {
              "amis": {
                "isPublic": true,
                "lastLaunched": { "unit": "WEEKS", "value": 2 },
                "regions": ["eu-west-1"],
                "sharedAccounts": ["111122223333"],
                "tagMap": { "Keep": "yes" }
              },
              "tagMap": { "Golden": "yes" }
            },
            "filter": { "retainAtLeast": 3, "type": "AGE", "unit": "DAYS", "value": 90 }
          }],
          "resourceSelection": { "recipes": [{ "name": "web-server", "semanticVersion": "1.x.x" }] },
          "resourceType": "AMI_IMAGE",
          "status": "ENABLED"
        }
        """);

    /// <summary>Puts a value at a path such as <c>policyDetails[0].filter.value</c>; null puts JSON's null.</summary>
    public Sample With(string path, object? value)
    {
        var (holder, last) = Walk(path);
        var node = System.Text.Json.JsonSerializer.SerializeToNode(value);
        if (last is int index)
            holder.AsArray()[index] = node;
        else
            holder.AsObject()[(string)last] = node;
        return this;
    }

    public Sample Without(string path)
    {
        var (holder, last) = Walk(path);
        holder.AsObject().Remove((string)last);
        return this;
    }

    public Request Read() => (Request)ContractJson.FromBytes(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()), type);

    public IReadOnlyList<Violation> Validate() => ContractValidator.Validate(Read());

    private (JsonNode Holder, object Last) Walk(string path)
    {
        object[] steps = [.. Step().Matches(path).Select(match =>
            match.Groups["index"].Success ? int.Parse(match.Groups["index"].Value) : (object)match.Groups["name"].Value)];
        var holder = root;
        foreach (var step in steps[..^1])
            holder = step is int index ? holder[index]! : holder[(string)step]!;
        return (holder, steps[^1]);
    }

    [GeneratedRegex(@"(?<name>[^.\[\]]+)|\[(?<index>[0-9]+)\]")]
    private static partial Regex Step();
}
