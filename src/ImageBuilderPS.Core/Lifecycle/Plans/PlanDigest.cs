using System.Text;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>SHA-256 digests, to see whether something is still as it was.</summary>
internal static class PlanDigest
{
    private const int PartLength = 1024;

    /// <summary>The digest of a policy: of what an update sends, in whatever order the rules' sets and tags are.</summary>
    public static string Of(LifecyclePolicy policy)
    {
        var request = policy.ToUpdateRequest();
        request.DateUpdated = null;
        return Of(Encoding.UTF8.GetBytes(PolicyDocument.Write(request)));
    }

    /// <summary>The digest of images, in whatever order they are.</summary>
    public static string Of(IEnumerable<Image> images) => Of(images, image => image.Arn, image => image);

    /// <summary>The digest of facts, in whatever order they are; the time of the read does not matter.</summary>
    public static string Of(IEnumerable<AmiFact> facts) => Of(facts, fact => fact.AmiId, fact => fact.WithReadAt(default));

    /// <summary>The digest of a text.</summary>
    public static string Of(byte[] content) => ContentDigest.Of(content);

    // The digest of the digests of parts: all processors work.
    private static string Of<T>(IEnumerable<T> items, Func<T, string?> idOf, Func<T, object> contentOf)
    {
        var sorted = items.OrderBy(idOf, StringComparer.Ordinal).ToArray();
        var parts = new byte[(sorted.Length + PartLength - 1) / PartLength][];
        Parallel.For(0, parts.Length, part => parts[part] = ContentDigest.Bytes(
            sorted.Skip(part * PartLength).Take(PartLength).Select(item => ContractJson.ToBytes(contentOf(item)))));
        return ContentDigest.Of(parts);
    }
}
