using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Ssm;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The source of a distribution: an AMI, or an image of the account.</summary>
internal sealed class DistributionSource
{
    private const string FirstVersion = "1.0.0";
    private readonly Image? original;

    private DistributionSource(ImageArn version, string name, Image? original, string? amiId) =>
        (Version, Name, this.original, AmiId) = (version, name, original, amiId);

    /// <summary>The AMI in the region of the call; null where the service does not know it.</summary>
    public string? AmiId { get; }

    /// <summary>The version that the new image is a build of.</summary>
    public ImageArn Version { get; }

    /// <summary>The new image's name.</summary>
    public string Name { get; }

    /// <summary>Reads a request's source: an AMI id, an SSM parameter, or the ARN of an image's build or version.</summary>
    /// <exception cref="InvalidRequestException">It is none of these, or the image is not AVAILABLE or has no AMI in the region.</exception>
    /// <exception cref="ResourceNotFoundException">There is no such image.</exception>
    public static DistributionSource Resolve(OperationContext context, string source)
    {
        var parsed = SourceImage.Parse(source);
        return parsed?.Kind switch
        {
            SourceImageKind.Ami => OfAmi(context, parsed.Name),
            SourceImageKind.SsmParameter when ResourceNames.Normalize(parsed.Name).Trim('-').Length > 0 => OfParameter(context, parsed.Name),
            SourceImageKind.ImageBuildVersion or SourceImageKind.ImageVersion => OfImage(context, parsed.Name),
            _ => throw new InvalidRequestException(source.StartsWith("arn:", StringComparison.Ordinal)
                ? $"The source image '{source}' is not the ARN of an image build version (…:image/name/1.0.0/1) or image version (…:image/name/1.x.x)."
                : $"The source image '{source}' is invalid. Give an AMI id (ami-0123456789abcdef0), an SSM parameter (ssm:/my/parameter) or the ARN of an image build version or image version."),
        };
    }

    /// <summary>The image that the distribution creates.</summary>
    public Image CreateImage(ImageArn arn, DistributeImageRequest request, DistributionConfiguration configuration, DateTimeOffset now) => new()
    {
        Arn = arn.ToString(),
        Type = original?.Type ?? ImageType.Ami,
        Name = Name,
        Version = arn.Version,
        Platform = original?.Platform ?? Platform.Linux,
        OsVersion = original?.OsVersion,
        EnhancedImageMetadataEnabled = false,
        State = new() { Status = ImageStatus.Pending },
        ImageRecipe = original?.ImageRecipe,
        DistributionConfiguration = configuration,
        DateCreated = now,
        Tags = request.Tags ?? [],
        BuildType = BuildType.UserInitiated,
        ImageSource = ImageSource.Custom,
        ExecutionRole = request.ExecutionRole,
        LoggingConfiguration = request.LoggingConfiguration,
    };

    private static DistributionSource OfImage(OperationContext context, string arn)
    {
        var stored = Operations.ImageOperations.Require(context, arn);
        if (stored.Status != ImageStatus.Available)
            throw new InvalidRequestException($"The source image {arn} is {stored.Status}. Only an AVAILABLE image can be distributed.");
        if (stored.Image.Type == ImageType.Docker)
            throw new InvalidRequestException($"The source image {stored.Arn} is a container image. Only an AMI image can be distributed.");
        var ami = FindAmi(stored.Image, context.State);
        if (!stored.IsAmazonManaged && ami is null)
            throw new InvalidRequestException($"The source image {stored.Arn} has no AMI in region {context.State.Region}. The source must come to an AMI in the region of the call.");
        var version = new ImageArn(context.State.Arn("image/"), stored.Arn.Name, stored.Arn.Version, null);
        return new(version, stored.Image.Name ?? stored.Arn.Name, stored.Image, ami?.Image);
    }

    // Images that somebody imported may have AMIs without a state. The account's own AMI comes first.
    private static Ami? FindAmi(Image image, RegionState state) => image.OutputResources?.Amis?
        .Where(ami => ami.Region == state.Region && ImageStatusInfo.PhaseOf(ami.State) is ImagePhase.Available or ImagePhase.Unknown)
        .OrderBy(ami => ami.AccountId is { } account && account != state.Account)
        .FirstOrDefault();

    // AWS names the image after the AMI. An AMI that the service does not know is one of the caller's real account: its id
    // takes the place of its name.
    private static DistributionSource OfAmi(OperationContext context, string id)
    {
        var known = ImageQueries.FindLaunchable(context, id);
        if (known is null && ImageQueries.Exists(context, id))
            throw new InvalidRequestException($"The source AMI {id} is disabled, or account {context.State.Account} may not launch it.");
        if (known is null && context.Settings.RequiresKnownAmis)
            throw new InvalidRequestException($"The source AMI {id} does not exist in region {context.State.Region}, or account {context.State.Account} may not launch it.");
        return Named(context, known?.Name ?? id, known?.ImageId);
    }

    private static DistributionSource OfParameter(OperationContext context, string name)
    {
        if (ParameterLookup.Find(context.State, name) is not { Version.Value: { } value })
            throw new InvalidRequestException($"The SSM parameter {name} does not exist in account {context.State.Account} and region {context.State.Region}.");
        return SourceImage.Parse(value) is { Kind: SourceImageKind.Ami, Name: var id }
            ? OfAmi(context, id)
            : throw new InvalidRequestException($"The SSM parameter {name} has the value '{value}', which is not an AMI id.");
    }

    private static DistributionSource Named(OperationContext context, string name, string? amiId) =>
        new(new(context.State.Arn("image/"), ResourceNames.Normalize(name), FirstVersion, null), ResourceNames.FromAmiName(name), null, amiId);
}
