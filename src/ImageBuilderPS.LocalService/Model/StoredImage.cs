using System.Text.Json.Serialization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>An image with its distribution.</summary>
internal sealed class StoredImage
{
    private ImageArn? arn;

    [JsonConstructor]
    public StoredImage(Image image) => Image = image;

    /// <summary>The image as of the last step that was carried out.</summary>
    public Image Image { get; }

    /// <summary>The source of its distribution, as the request had it; null for an image without one.</summary>
    public string? Source { get; init; }

    /// <summary>The last distribution; null for an image without one, and after it is complete.</summary>
    public DistributionRun? Run { get; set; }

    [JsonIgnore]
    public ImageArn Arn => arn ??= ImageArn.Parse(Image.Arn!);

    [JsonIgnore]
    public bool IsRunning => Run is { HasEnded: false };

    /// <summary>Whether Amazon owns it.</summary>
    [JsonIgnore]
    public bool IsAmazonManaged => Image.ImageSource == ImageSource.AmazonManaged;

    /// <summary>The owner: an account, or Amazon.</summary>
    [JsonIgnore]
    public string Owner => IsAmazonManaged ? Ownership.Amazon : Arn.Account;

    [JsonIgnore]
    public string? Status => Image.State?.Status;
}
