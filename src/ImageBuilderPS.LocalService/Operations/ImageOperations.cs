using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Reads images, and deletes their records.</summary>
internal static class ImageOperations
{
    private static readonly Dictionary<string, Func<Image, string?>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["name"] = image => image.Name,
        ["osVersion"] = image => image.OsVersion,
        ["platform"] = image => image.Platform,
        ["type"] = image => image.Type,
        ["version"] = image => image.Version,
    };

    public static GetImageResponse Get(OperationContext context, GetImageRequest request)
    {
        var image = Require(context, request.ImageBuildVersionArn!);
        return new() { Image = image.Image, LatestVersionReferences = References(image.Arn) };
    }

    public static ListImagesResponse List(OperationContext context, ListImagesRequest request)
    {
        var after = ListPages.After(request);
        var matches = Filters.Matching(request.Filters, FilterMembers);
        if (request.ByName is true && request.Filters?.Any(filter => filter.Name == "version") is true)
            throw new InvalidRequestException("byName lists names with all their versions, so the filter 'version' cannot be used with it.");
        var owner = request.Owner ?? Ownership.Self;
        var entries = context.State.Images.After(after)
            .Where(entry => owner == (entry.Value.IsAmazonManaged ? Ownership.Amazon : Ownership.Self))
            .Where(entry => !entry.Value.IsAmazonManaged || request.IncludeDeprecated is true || entry.Value.Status != ImageStatus.Deprecated)
            .Where(entry => matches(entry.Value.Image));
        var groups = request.ByName is true
            ? Newest(entries, image => image.Arn.NameKey)
            : Newest(entries, image => image.Arn.VersionKey + "/");
        var (items, next) = ListPages.Page(request, groups);
        return new() { ImageVersionList = items, NextToken = next };
    }

    public static ListImageBuildVersionsResponse ListBuilds(OperationContext context, ListImageBuildVersionsRequest request)
    {
        var after = ListPages.After(request);
        var matches = Filters.Matching(request.Filters, FilterMembers);
        var version = request.ImageVersionArn is { } arn ? ImageArn.Parse(arn).VersionKey + "/" : null;
        var entries = context.State.Images.After(after ?? version)
            .TakeWhile(entry => version is null || entry.Key.StartsWith(version, StringComparison.Ordinal))
            .Where(entry => version is not null || !entry.Value.IsAmazonManaged)
            .Where(entry => matches(entry.Value.Image))
            .Select(entry => new KeyValuePair<string, ImageSummary>(entry.Key, ImageViews.Summary(entry.Value)));
        var (items, next) = ListPages.Page(request, entries);
        return new() { ImageSummaryList = items, NextToken = next };
    }

    public static DeleteImageResponse Delete(OperationContext context, DeleteImageRequest request)
    {
        var image = Require(context, request.ImageBuildVersionArn!);
        ThrowIfAmazonManaged(image);
        if (ImageStatusInfo.IsInProgress(image.Status))
            throw new InvalidRequestException($"The image {image.Arn} is {image.Status}. Cancel it with CancelImageCreation before you delete it.");
        context.State.Images.Remove(image);
        context.State.Idempotency.Forget(image.Arn.ToString());
        return new() { ImageBuildVersionArn = request.ImageBuildVersionArn };
    }

    /// <summary>An image by the ARN of a build, or the newest AVAILABLE build of a version, where x matches any part.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such image.</exception>
    public static StoredImage Require(OperationContext context, string arn)
    {
        var parsed = ImageArn.Parse(arn);
        var found = parsed.Build is null
            ? context.State.Images.FindNewest(parsed)
            : context.State.Images.Find(parsed);
        return found ?? throw new ResourceNotFoundException(
            parsed.Build is null
                ? $"The image {arn} has no AVAILABLE build in account {context.State.Account} and region {context.State.Region}."
                : $"The image {arn} does not exist in account {context.State.Account} and region {context.State.Region}.");
    }

    /// <exception cref="ForbiddenException">Amazon owns the image.</exception>
    public static void ThrowIfAmazonManaged(StoredImage image)
    {
        if (image.IsAmazonManaged)
            throw new ForbiddenException($"The image {image.Arn} belongs to Amazon. It can only be read.");
    }

    // A group's key is that of its last member, so that the next page begins after the whole group.
    private static IEnumerable<KeyValuePair<string, ImageVersion>> Newest(
        IEnumerable<KeyValuePair<string, StoredImage>> entries, Func<StoredImage, string> group)
    {
        StoredImage? newest = null;
        foreach (var entry in entries)
        {
            if (newest is not null && group(newest) != group(entry.Value))
                yield return new(group(newest) + '\uffff', ImageViews.Version(newest));
            newest = entry.Value;
        }
        if (newest is not null)
            yield return new(group(newest) + '\uffff', ImageViews.Version(newest));
    }

    private static LatestVersionReferences References(ImageArn arn)
    {
        var parts = arn.Version.Split('.');
        return new()
        {
            LatestVersionArn = arn.WithVersion("x.x.x").ToString(),
            LatestMajorVersionArn = arn.WithVersion($"{parts[0]}.x.x").ToString(),
            LatestMinorVersionArn = arn.WithVersion($"{parts[0]}.{parts[1]}.x").ToString(),
            LatestPatchVersionArn = arn.WithVersion(arn.Version).ToString(),
        };
    }
}
