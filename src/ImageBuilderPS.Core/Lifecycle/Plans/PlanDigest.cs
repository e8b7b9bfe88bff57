using System.Text;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>SHA-256 digests, to see whether something is still as it was.</summary>
internal static class PlanDigest
{
    /// <summary>The digest of a policy: of what an update sends, in whatever order the rules' sets and tags are.</summary>
    public static string Of(LifecyclePolicy policy)
    {
        var request = policy.ToUpdateRequest();
        request.DateUpdated = null;
        return Of(Encoding.UTF8.GetBytes(PolicyDocument.Write(request)));
    }

    /// <summary>The digest of images, in whatever order they are.</summary>
    public static string Of(IEnumerable<Image> images) => Of(images.Select(image => (image.Arn, ContractJson.ToBytes(image))));

    /// <summary>The digest of facts, in whatever order they are; the time of the read does not matter.</summary>
    public static string Of(IEnumerable<AmiFact> facts) => Of(facts.Select(fact => (fact.AmiId, ContractJson.ToBytes(fact.WithReadAt(default)))));

    /// <summary>The digest of a text.</summary>
    public static string Of(byte[] content) => ContentDigest.Of(content);

    private static string Of(IEnumerable<(string? Id, byte[] Content)> items) =>
        ContentDigest.Of(items.OrderBy(item => item.Id, StringComparer.Ordinal).Select(item => item.Content));
}
