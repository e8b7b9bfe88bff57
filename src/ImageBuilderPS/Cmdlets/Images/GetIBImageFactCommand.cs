using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>Reads what EC2 knows of the AMIs of images, and Image Builder does not.</summary>
[Cmdlet(VerbsCommon.Get, "IBImageFact", DefaultParameterSetName = ByAccount, HelpUri = HelpPages.Folder + "Get-IBImageFact.md")]
[OutputType(typeof(AmiFact))]
public sealed class GetIBImageFactCommand : ImageBuilderCmdlet
{
    private const string ByAccount = "ByAccount";
    private const string ByArn = "ByArn";
    private const string ByImage = "ByImage";
    private const string ByAmi = "ByAmi";

    private OutputFile? file;

    /// <summary>The ARNs of image build versions, or of image versions.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ApiMember(typeof(GetImageRequest), nameof(GetImageRequest.ImageBuildVersionArn))]
    [TextInput(TakesList = true)]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <summary>Images as Get-IBImage writes them, with their AMIs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByImage, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public Image? InputObject { get; set; }

    /// <summary>The ids of AMIs in the region of the connection.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByAmi)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateText(SourceImage.AmiIdPattern, "the id of an AMI, such as ami-0123456789abcdef0")]
    public string[]? AmiId { get; set; }

    /// <summary>The name of a role that is assumed in each other account that owns an AMI.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateText(@"(?:[\x21-\x2e\x30-\x7e]+/)*[\w+=,.@-]{1,64}", "the name of a role, such as ImageReader, with its path if it has one")]
    public string? RoleName { get; set; }

    /// <summary>Saves the facts in a file, with the time of the read.</summary>
    [Parameter]
    [Alias("LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Overwrites an existing file, even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not overwrite an existing file; it is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the facts as objects too when they are saved.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many calls are made at a time in each account and region; 10 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override void Begin() => file = OutputFile.Prepare(this, Path, Force, NoClobber);

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByArn)
            ForEach(ImageBuildVersionArn, arn => Add(ReadImage(arn)));
        else if (ParameterSetName == ByImage)
            Add(InputObject!);
        else if (ParameterSetName == ByAmi)
            Add(AmiId!.Select(id => new AmiQuery(id, Service.Region)));
        else
            Add(AmiQuery.From(ReadAccountImages(ThrottleLimit)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var facts = new List<AmiFact>();
        foreach (var connection in Connections)
            With(connection, () => ForEach([Amis], amis => facts.AddRange(ReadFacts(amis, new() { RoleName = RoleName, ThrottleLimit = ThrottleLimit }))));
        Write(facts);
    }

    private List<AmiQuery> Amis => Connection.Keep(() => new List<AmiQuery>());

    private void Add(Image image) => Add(AmiQuery.From([image]));

    private void Add(IEnumerable<AmiQuery> amis) => Amis.AddRange(amis);

    private void Write(IReadOnlyList<AmiFact> facts)
    {
        if (Path is null || PassThru)
            WriteObject(facts, enumerateCollection: true);
        if (file?.Write(AmiFactDocument.Write(facts, DateTimeOffset.UtcNow)) is { } error)
            WriteError(error);
    }
}
