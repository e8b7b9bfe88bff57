using System.Text.RegularExpressions;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Distributing;

/// <summary>The forms of a source image. The API bounds only its length; the service refuses other forms.</summary>
/// <remarks>Source: user guide, "Distribute existing AMIs"; AWS's API reference as of autumn 2026.</remarks>
internal static class SourceImageForm
{
    private static readonly Regex AmiId = new(@"\Aami-(?:[0-9a-f]{8}|[0-9a-f]{17})\z", RegexOptions.CultureInvariant);

    private static readonly ContractMember BuildVersion =
        ContractMember.Of(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn));

    private static readonly ContractMember Readable =
        ContractMember.Of(typeof(GetImageRequest), nameof(GetImageRequest.ImageBuildVersionArn));

    public static string Expected => Member.Constraints[0].Expected;

    /// <summary>What a source image is, in words; null when it is nothing that the service takes.</summary>
    public static string? Describe(string source) =>
        AmiId.IsMatch(source) ? "an AMI id"
        : source.StartsWith("ssm:", StringComparison.Ordinal) && source.Length > 4 ? "an SSM parameter"
        : IsBuildVersionArn(source) ? "an image build version"
        : IsImageArn(source) ? "an image version, which means its newest AVAILABLE build"
        : null;

    /// <summary>Whether it is the ARN of a build or of a version, as GetImage takes them.</summary>
    public static bool IsImageArn(string? source) => source is not null && !Readable.Check(source, "").Any();

    /// <summary>Whether it is the ARN of one build.</summary>
    public static bool IsBuildVersionArn(string? source) => source is not null && !BuildVersion.Check(source, "").Any();

    private static ContractMember Member =>
        ContractMember.Of(typeof(DistributeImageRequest), nameof(DistributeImageRequest.SourceImage));
}
