using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>An image with its distribution, if one is in progress.</summary>
internal sealed class StoredImage(ImageArn arn, Image image)
{
    public ImageArn Arn { get; } = arn;

    /// <summary>The image as of the last <see cref="AdvanceTo"/>.</summary>
    public Image Image { get; } = image;

    /// <summary>The distribution in progress; null when there is none.</summary>
    public DistributionRun? Run { get; set; }

    /// <summary>Whether Amazon owns it.</summary>
    public bool IsAmazonManaged => Image.ImageSource == ImageSource.AmazonManaged;

    /// <summary>The owner: an account, or Amazon.</summary>
    public string Owner => IsAmazonManaged ? Ownership.Amazon : Arn.Account;

    public string? Status => Image.State?.Status;

    /// <summary>Sets the states for a time.</summary>
    public StoredImage AdvanceTo(DateTimeOffset now)
    {
        if (Run is { } run && run.Apply(Image, now))
            Run = null;
        return this;
    }
}
