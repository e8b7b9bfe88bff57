using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>An image, and the distribution that it is in, if any.</summary>
internal sealed class StoredImage(ImageArn arn, Image image)
{
    public ImageArn Arn { get; } = arn;

    /// <summary>The image as of the last <see cref="AdvanceTo"/>.</summary>
    public Image Image { get; } = image;

    /// <summary>The distribution that goes on; null when none does.</summary>
    public DistributionRun? Run { get; set; }

    /// <summary>Whether Amazon made it.</summary>
    public bool IsAmazons => Image.ImageSource == ImageSource.AmazonManaged;

    /// <summary>The owner: an account, or Amazon.</summary>
    public string Owner => IsAmazons ? Ownership.Amazon : Arn.Account;

    public string? Status => Image.State?.Status;

    /// <summary>Brings the states up to a time.</summary>
    public StoredImage AdvanceTo(DateTimeOffset now)
    {
        if (Run is { } run && run.Apply(Image, now))
            Run = null;
        return this;
    }
}
