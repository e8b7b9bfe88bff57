using System.Text.RegularExpressions;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Distribution;

/// <summary>The forms of a source image. The API bounds only its length; the service refuses other forms.</summary>
/// <remarks>Source: user guide, "Distribute existing AMIs".</remarks>
internal static class SourceImageForm
{
    private static readonly Regex AmiId = new(@"\Aami-(?:[0-9a-f]{8}|[0-9a-f]{17})\z", RegexOptions.CultureInvariant);

    private static readonly ContractMember BuildVersion =
        ContractMember.Of(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn));

    public static string Expected => Member.Constraints[0].Expected;

    /// <summary>What a source image is, in words; null when it is nothing that the service takes.</summary>
    public static string? Describe(string source) =>
        AmiId.IsMatch(source) ? "an AMI id"
        : source.StartsWith("ssm:", StringComparison.Ordinal) && source.Length > 4 ? "an SSM parameter"
        : IsImageArn(source) ? "an image build version"
        : null;

    public static bool IsImageArn(string? source) => source is not null && !BuildVersion.Check(source).Any();

    private static ContractMember Member =>
        ContractMember.Of(typeof(DistributeImageRequest), nameof(DistributeImageRequest.SourceImage));
}
