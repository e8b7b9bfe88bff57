using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Ec2;

/// <summary>An AMI whose facts are wanted.</summary>
/// <param name="AmiId">Its id.</param>
/// <param name="Region">Its region.</param>
/// <param name="AccountId">The account that owns it; null when unknown.</param>
/// <param name="ImageArn">The ARN of the image that it is an output of; null for an AMI that was named by its id.</param>
public sealed record AmiQuery(string AmiId, string Region, string? AccountId = null, string? ImageArn = null)
{
    /// <summary>The AMIs of images. An output without id or region is not an AMI yet, and is left out.</summary>
    /// <param name="images">The images.</param>
    public static IEnumerable<AmiQuery> From(IEnumerable<Image> images) =>
        from image in images
        from ami in image.OutputResources?.Amis ?? []
        where !string.IsNullOrEmpty(ami.Image) && !string.IsNullOrEmpty(ami.Region)
        select new AmiQuery(ami.Image!, ami.Region!, ami.AccountId, image.Arn);
}
