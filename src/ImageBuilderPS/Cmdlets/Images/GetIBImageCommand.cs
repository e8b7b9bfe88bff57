using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>Reads images: one by ARN, the builds of one by name, or all.</summary>
[Cmdlet(VerbsCommon.Get, "IBImage", DefaultParameterSetName = ByFilter, HelpUri = HelpPages.Folder + "Get-IBImage.md")]
[OutputType(typeof(Image), typeof(ImageVersion), typeof(ImageSummary))]
public sealed class GetIBImageCommand : ListCmdlet
{
    /// <summary>The ARN of an image build version, or of an image version.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ApiMember(typeof(GetImageRequest), nameof(GetImageRequest.ImageBuildVersionArn))]
    [TextInput(TakesList = true)]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <summary>The name of an image, or a pattern of names; the builds are listed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(ImageNameCompleter))]
    [SupportsWildcards]
    [ValidateMember(typeof(Image), nameof(Image.Name), TakesPatterns = true)]
    public string? Name { get; set; }

    /// <summary>The semantic version whose builds are listed; all versions when left out.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(ImageVersionCompleter))]
    [ValidateMember(typeof(Image), nameof(Image.Version))]
    public string? Version { get; set; }

    /// <summary>Whose images to list; the caller's own by default.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(ListImagesRequest), nameof(ListImagesRequest.Owner))]
    public string? Owner { get; set; }

    /// <summary>Lists Amazon's deprecated images too. The caller's own are always listed.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public SwitchParameter IncludeDeprecated { get; set; }

    /// <summary>Lists every build, with its state, rather than the versions.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = ByFilter)]
    [Parameter(ParameterSetName = ByName)]
    public override SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByArn)
            WriteComplete(ImageBuildVersionArn!);
        else if (ParameterSetName == ByName)
            WriteListed(BuildsByName(), image => image.Arn);
        else if (!All)
            WriteListed(Versions(), image => image.Arn);
        else if (Owner is null && !IncludeDeprecated)
            WriteListed(Builds(Filter), image => image.Arn);
        else
            WriteListed(Versions().SelectMany(version => Builds(null, version.Arn)).Take(First), image => image.Arn);
    }

    /// <inheritdoc/>
    protected override object? Read(string arn) => Send(new GetImageRequest { ImageBuildVersionArn = arn }).Image;

    private IEnumerable<ImageVersion> Versions() => ListFirst<ListImagesResponse, ImageVersion>(new ListImagesRequest
    {
        Owner = Owner,
        Filters = Filter,
        IncludeDeprecated = IncludeDeprecated ? true : null,
    });

    private IEnumerable<ImageSummary> Builds(Filter[]? filters, string? version = null) =>
        ListFirst<ListImageBuildVersionsResponse, ImageSummary>(new ListImageBuildVersionsRequest
        {
            ImageVersionArn = version,
            Filters = filters,
        });

    // The service knows no patterns: they are matched here.
    private IEnumerable<ImageSummary> BuildsByName()
    {
        Filter[] version = Version is null ? [] : [new() { Name = "version", Values = [Version] }];
        if (!WildcardPattern.ContainsWildcardCharacters(Name))
            return Builds([new() { Name = "name", Values = [Name!] }, .. version]);
        var pattern = WildcardPattern.Get(Name, WildcardOptions.IgnoreCase);
        var request = new ListImageBuildVersionsRequest { Filters = version.Length == 0 ? null : version };
        return List<ListImageBuildVersionsResponse, ImageSummary>(request).Where(image => pattern.IsMatch(image.Name ?? "")).Take(First);
    }
}
