using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Which ARN is what, by the contract's own patterns.</summary>
internal static class ImageArnCheck
{
    private static readonly ImageBuildVersionArnAttribute BuildVersion = new();

    private static readonly ImageVersionArnOrBuildVersionArnAttribute Image = new();

    public static bool IsImage(string arn) => !Image.Check("", arn).Any();

    public static bool IsBuildVersion(string arn) => !BuildVersion.Check("", arn).Any();
}
