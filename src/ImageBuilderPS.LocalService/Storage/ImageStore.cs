using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Images in the order of name, version and build. Those in distribution are also in a separate list.</summary>
internal sealed class ImageStore
{
    private readonly OrderedStore<StoredImage> images = new();
    private readonly Dictionary<string, int> lastBuilds = new(StringComparer.Ordinal);
    private readonly List<StoredImage> running = [];

    public StoredImage? Find(ImageArn arn, DateTimeOffset now) => images.Find(arn.Key)?.AdvanceTo(now);

    /// <summary>The newest AVAILABLE build whose version matches an ARN; x in the ARN matches any part.</summary>
    public StoredImage? FindNewest(ImageArn arn, DateTimeOffset now) => images.After(arn.NameKey)
        .TakeWhile(entry => entry.Key.StartsWith(arn.NameKey, StringComparison.Ordinal))
        .Select(entry => entry.Value)
        .Where(image => arn.MatchesVersion(image.Arn.Version))
        .LastOrDefault(image => image.AdvanceTo(now).Status == ImageStatus.Available);

    /// <summary>The images after a key, with their states at a time.</summary>
    public IEnumerable<KeyValuePair<string, StoredImage>> After(string? key, DateTimeOffset now) =>
        images.After(key).Select(entry => new KeyValuePair<string, StoredImage>(entry.Key, entry.Value.AdvanceTo(now)));

    /// <summary>The images that are being distributed at a time.</summary>
    public IReadOnlyList<StoredImage> Running(DateTimeOffset now)
    {
        running.RemoveAll(image => image.AdvanceTo(now).Run is null);
        return running;
    }

    /// <summary>The ARN of a version's next build.</summary>
    public ImageArn NextBuild(ImageArn version) =>
        version.WithBuild(lastBuilds.TryGetValue(version.VersionKey, out var last) ? last + 1 : 1);

    public void Put(StoredImage image)
    {
        images.Put(image.Arn.Key, image);
        var version = image.Arn.VersionKey;
        if (int.TryParse(image.Arn.Build, out var build) && (!lastBuilds.TryGetValue(version, out var last) || build > last))
            lastBuilds[version] = build;
        if (image.Run is not null)
            running.Add(image);
    }

    /// <summary>Starts a further distribution of an image.</summary>
    public void Resume(StoredImage image, DistributionRun run)
    {
        image.Run = run;
        running.Add(image);
    }

    /// <summary>Cancels an image in progress.</summary>
    public void Cancel(StoredImage image)
    {
        if (image.Run is { } run)
            run.Cancel(image.Image);
        else
            image.Image.State = DistributionRun.CancelledState();
        image.Run = null;
        running.Remove(image);
    }

    /// <summary>Marks an image with the lifecycle execution that changed it; one that is DELETED leaves the store.</summary>
    public void RecordExecution(StoredImage image, string executionId)
    {
        image.Image.LifecycleExecutionId = executionId;
        if (image.Status == ImageStatus.Deleted)
            Remove(image);
    }

    private void Remove(StoredImage image)
    {
        images.Remove(image.Arn.Key);
        running.Remove(image);
    }
}
