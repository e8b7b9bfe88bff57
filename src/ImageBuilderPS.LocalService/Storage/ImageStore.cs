using System.Globalization;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Images in the order of name, version and build.</summary>
internal sealed class ImageStore(OrderedStore<StoredImage> images, OrderedStore<BuildCounter> builds)
{
    private readonly HashSet<StoredImage> running = [];

    /// <summary>The images that are being distributed.</summary>
    public IReadOnlyCollection<StoredImage> Running => running;

    public StoredImage? Find(ImageArn arn) => images.Find(arn.Key);

    /// <summary>The newest AVAILABLE build whose version matches an ARN; x in the ARN matches any part.</summary>
    public StoredImage? FindNewest(ImageArn arn) => images.After(arn.NameKey)
        .TakeWhile(entry => entry.Key.StartsWith(arn.NameKey, StringComparison.Ordinal))
        .Select(entry => entry.Value)
        .Where(image => arn.MatchesVersion(image.Arn.Version))
        .LastOrDefault(image => image.Status == ImageStatus.Available);

    /// <summary>The images after a key.</summary>
    public IEnumerable<KeyValuePair<string, StoredImage>> After(string? key) => images.After(key);

    /// <summary>The ARN of a version's next build. The number of a deleted build is not used again.</summary>
    public ImageArn NextBuild(ImageArn version) => version.WithBuild((builds.Find(version.VersionKey)?.Last ?? 0) + 1);

    /// <summary>Stores an image, or the changes of one.</summary>
    public void Put(StoredImage image)
    {
        if (images.Find(image.Arn.Key) is { } old && old != image)
            running.Remove(old);
        images.Put(image.Arn.Key, image);
        Count(image.Arn);
        Track(image);
    }

    /// <summary>Removes an image.</summary>
    public void Remove(StoredImage image)
    {
        images.Remove(image.Arn.Key);
        running.Remove(image);
    }

    /// <summary>Finds the running images again, after images were loaded.</summary>
    public void Reload()
    {
        foreach (var image in images.After(null).Select(entry => entry.Value))
        {
            image.Run?.Relink(image.Image);
            Track(image);
        }
    }

    private void Track(StoredImage image)
    {
        if (image.IsRunning)
            running.Add(image);
        else
            running.Remove(image);
    }

    private void Count(ImageArn arn)
    {
        if (int.TryParse(arn.Build, NumberStyles.None, CultureInfo.InvariantCulture, out var build)
            && build > (builds.Find(arn.VersionKey)?.Last ?? 0))
        {
            builds.Put(arn.VersionKey, new(build));
        }
    }
}

/// <summary>The number of the last build of a version.</summary>
internal sealed record BuildCounter(int Last);
