using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Reads and changes the tags of images, distribution configurations and lifecycle policies.</summary>
internal static class TagOperations
{
    private static readonly ImageBuildVersionArnAttribute BuildVersionArn = new();

    public static ListTagsForResourceResponse List(OperationContext context, ListTagsForResourceRequest request) =>
        new() { Tags = Find(context, request.ResourceArn!).Tags ?? [] };

    public static TagResourceResponse Tag(OperationContext context, TagResourceRequest request)
    {
        var resource = Find(context, request.ResourceArn!);
        var tags = new TagMap(resource.Tags ?? []);
        foreach (var tag in request.Tags!)
            tags[tag.Key] = tag.Value;
        if (tags.Count > TagMapAttribute.MaximumCount)
        {
            throw new InvalidParameterException(
                $"The resource {request.ResourceArn} would have {tags.Count} tags. A resource has at most {TagMapAttribute.MaximumCount}.");
        }
        resource.Store(tags);
        return new();
    }

    public static UntagResourceResponse Untag(OperationContext context, UntagResourceRequest request)
    {
        var resource = Find(context, request.ResourceArn!);
        var tags = new TagMap(resource.Tags ?? []);
        foreach (var key in request.TagKeys!)
            tags.Remove(key);
        resource.Store(tags);
        return new();
    }

    // Images refer to the configuration that they started with, and runs to their policy: a copy gets the new tags.
    private static TaggedResource Find(OperationContext context, string arn)
    {
        switch (Arn.Parse(arn)!.ResourceType)
        {
            case "image" when BuildVersionArn.IsValid(arn):
                var image = ImageOperations.Require(context, arn);
                return new(image.Image.Tags, tags =>
                {
                    ImageOperations.ThrowIfAmazonManaged(image);
                    image.Image.Tags = tags;
                    context.State.Images.Put(image);
                });
            case "distribution-configuration":
                var configuration = ConfigurationOperations.Require(context, arn);
                return new(configuration.Tags, tags => context.State.Configurations.Put(arn, configuration.WithTags(tags)));
            case "lifecycle-policy":
                var policy = PolicyOperations.Require(context, arn);
                return new(policy.Tags, tags => context.State.Policies.Put(arn, policy.WithTags(tags)));
            default:
                throw new InvalidParameterException(
                    $"The local service has no tags of {arn}. It takes the ARN of an image build version, a distribution configuration or a lifecycle policy.");
        }
    }

    private sealed record TaggedResource(TagMap? Tags, Action<TagMap> Store);
}
