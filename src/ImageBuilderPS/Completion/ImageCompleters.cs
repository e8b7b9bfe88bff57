using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the ARNs of the account's image builds.</summary>
public sealed class ImageArnCompleter() : ResourceCompleter(All)
{
    internal static Offer All => Where((_, _) => true);

    /// <summary>The images in some phases.</summary>
    internal static Offer In(params ImagePhase[] phases) => Where((image, _) => phases.Contains(ImageStatusInfo.PhaseOf(image.State)));

    /// <summary>The images for which a condition holds.</summary>
    internal static Offer Where(Func<ImageSummary, CompletionContext, bool> isOffered) =>
        From<ImageSummary>(ResourceList.Images, (image, context) => isOffered(image, context) ? Of(image) : null);

    private static Candidate? Of(ImageSummary image) => Candidate.Of(
        image.Arn, Arn.Parse(image.Arn)?.ResourceId, $"{image.Name} {image.Version}", image.State?.Status, Day(image.DateCreated));
}

/// <summary>Completes the ARNs of the images that the cmdlet can change: failed and cancelled ones to resume, images in progress to cancel.</summary>
public sealed class ImageToChangeCompleter() : ResourceCompleter(ImageArnCompleter.Where((image, context) =>
    ImageStatusInfo.PhaseOf(image.State) is var phase && (context.Command.StartsWith("Resume", StringComparison.OrdinalIgnoreCase)
        ? phase is ImagePhase.Failed or ImagePhase.Cancelled
        : phase is ImagePhase.Building)));

/// <summary>Completes the ARNs of images to wait for: those in progress first.</summary>
public sealed class ImageToWaitForCompleter() : ResourceCompleter(ImageArnCompleter.In(ImagePhase.Building), ImageArnCompleter.All);

/// <summary>Completes the ARNs of images that can be made available again.</summary>
public sealed class ImageToRestoreCompleter() : ResourceCompleter(ImageArnCompleter.In(ImagePhase.Deprecated, ImagePhase.Disabled));

/// <summary>Completes the ARNs of images whose state can become that of -State.</summary>
public sealed class ImageToUpdateCompleter() : ResourceCompleter(ImageArnCompleter.Where((image, context) =>
    ImageStatusInfo.PhaseOf(image.State) is not ImagePhase.Deleted
        && ImageStatusInfo.CanBecome(image.State?.Status, context.Text("State")?.ToUpperInvariant() ?? ImageStatus.Deleted)));

/// <summary>Completes the ARNs of images that can be distributed: the available ones.</summary>
public sealed class SourceImageCompleter() : ResourceCompleter(ImageArnCompleter.In(ImagePhase.Available));

/// <summary>Completes the names of images, and with -Name their versions.</summary>
public sealed class ImageNameCompleter() : ResourceCompleter(From<ImageVersion>(ResourceList.ImageVersions, (image, _) => Candidate.Of(
    image.Name, null, image.Name, image.Type, image.Platform)));

/// <summary>Completes the versions of images; with -Name, of that image alone.</summary>
public sealed class ImageVersionCompleter() : ResourceCompleter(From<ImageVersion>(ResourceList.ImageVersions, (image, context) => Candidate.Of(
    context.Text("Name") is { } name && !name.Equals(image.Name, StringComparison.OrdinalIgnoreCase) ? null : image.Version, null, $"{image.Name} {image.Version}", Day(image.DateCreated))));

/// <summary>Completes recipes, as the images tell them: an image that was built has the name and the version of its recipe.</summary>
/// <remarks>Source: API page ListImages, <c>byName</c>. A distributed image is named after its source and has no recipe.</remarks>
public sealed class RecipeCompleter() : ResourceCompleter(FromMany<ImageVersion>(ResourceList.ImageVersions, (image, _) =>
    image.Name is not { Length: > 0 } name || IsSource(name)
        ? []
        : [new($"{name}/x.x.x", null, $"all versions of recipe {name}"), new($"{name}/{image.Version}", null, $"recipe {name}, version {image.Version}")]))
{
    private static bool IsSource(string name) => name.StartsWith("ami-", StringComparison.Ordinal);
}
