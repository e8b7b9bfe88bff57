using System.Text.RegularExpressions;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api;

/// <summary>What a source image names.</summary>
internal enum SourceImageKind
{
    /// <summary>An AMI, by its id.</summary>
    Ami,

    /// <summary>An SSM parameter that holds an AMI id, by its name or ARN.</summary>
    SsmParameter,

    /// <summary>One build of an image, by its ARN.</summary>
    ImageBuildVersion,

    /// <summary>The newest AVAILABLE build of an image version, by the version's ARN, in which <c>x</c> is a wildcard.</summary>
    ImageVersion,
}

/// <summary>The source image of a distribution. The API limits only the length of the text; the service accepts only these kinds.</summary>
/// <remarks>Source: user guide, "Distribute existing AMIs"; API page DistributeImage, <c>sourceImage</c>.</remarks>
internal sealed class SourceImage
{
    /// <summary>The pattern of an AMI's id.</summary>
    public const string AmiIdPattern = "ami-(?:[0-9a-f]{8}|[0-9a-f]{17})";

    private const string ParameterPrefix = "ssm:";
    private static readonly Regex AmiId = new($@"\A{AmiIdPattern}\z", RegexOptions.CultureInvariant);
    private static readonly ImageBuildVersionArnAttribute BuildVersionArn = new();
    private static readonly ImageVersionArnOrBuildVersionArnAttribute ImageArn = new();

    private SourceImage(SourceImageKind kind, string name) => (Kind, Name) = (kind, name);

    /// <summary>What the text names.</summary>
    public SourceImageKind Kind { get; }

    /// <summary>The AMI id, the ARN, or the parameter without <c>ssm:</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it is an image of EC2 Image Builder, which GetImage reads.</summary>
    public bool IsImage => Kind is SourceImageKind.ImageBuildVersion or SourceImageKind.ImageVersion;

    /// <summary>The source image of a text; null where the service does not accept the text.</summary>
    /// <param name="text">The text.</param>
    public static SourceImage? Parse(string? text) =>
        text is null ? null
        : AmiId.IsMatch(text) ? new(SourceImageKind.Ami, text)
        : text.StartsWith(ParameterPrefix, StringComparison.Ordinal) && text.Length > ParameterPrefix.Length
            ? new(SourceImageKind.SsmParameter, text.Substring(ParameterPrefix.Length))
        : BuildVersionArn.IsValid(text) ? new(SourceImageKind.ImageBuildVersion, text)
        : ImageArn.IsValid(text) ? new(SourceImageKind.ImageVersion, text)
        : null;
}
