using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Which ARN is what, by the contract's own patterns.</summary>
internal static class ImageArnCheck
{
    private static readonly ImageBuildVersionArnAttribute BuildVersion = new();

    public static bool IsBuildVersion(string arn) => !BuildVersion.Check("", arn).Any();
}
