using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Hazards;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Deprecates, disables or deletes images, or makes them available again.</summary>
/// <remarks>Only a deletion has high impact and asks before it begins.</remarks>
[Cmdlet(VerbsLifecycle.Start, "IBResourceStateUpdate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPages.Folder + "Start-IBResourceStateUpdate.md")]
[OutputType(typeof(StartResourceStateUpdateResponse))]
public sealed class StartIBResourceStateUpdateCommand : ChangeCmdlet
{
    /// <summary>The image build version's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageBuildVersionArn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageToUpdateCompleter))]
    [ApiMember(typeof(StartResourceStateUpdateRequest), nameof(StartResourceStateUpdateRequest.ResourceArn))]
    [TextInput(TakesList = true)]
    public string[]? ResourceArn { get; set; }

    /// <summary>The state that is wanted: AVAILABLE, DELETED, DEPRECATED or DISABLED.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(ResourceState), nameof(ResourceState.Status))]
    public string? State { get; set; }

    /// <summary>The name or ARN of the IAM role that the change of AMIs, snapshots or container images runs as; goes with what is included.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ExecutionRoleCompleter))]
    [ApiMember(typeof(StartResourceStateUpdateRequest), nameof(StartResourceStateUpdateRequest.ExecutionRole))]
    public string? ExecutionRole { get; set; }

    /// <summary>Changes the image's AMIs too.</summary>
    [Parameter]
    public SwitchParameter IncludeAmi { get; set; }

    /// <summary>Deletes the snapshots behind the image's AMIs too; DELETED only.</summary>
    [Parameter]
    public SwitchParameter IncludeSnapshot { get; set; }

    /// <summary>Deletes the image's container images too; DELETED only.</summary>
    [Parameter]
    public SwitchParameter IncludeContainer { get; set; }

    /// <summary>Excludes AMIs with any of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("exclusionRules.amis.tagMap", typeof(TagMap))]
    public TagMap? ExcludeAmiTag { get; set; }

    /// <summary>Excludes AMIs in these regions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string[]? ExcludeRegion { get; set; }

    /// <summary>Excludes AMIs that are shared with any of these accounts.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? ExcludeSharedAccount { get; set; }

    /// <summary>Excludes public AMIs.</summary>
    [Parameter]
    public SwitchParameter ExcludePublic { get; set; }

    /// <summary>Excludes AMIs that were launched within this many units, 1 to 365.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("exclusionRules.amis.lastLaunched.value")]
    public int? ExcludeLaunchedWithin { get; set; }

    /// <summary>The unit of -ExcludeLaunchedWithin: DAYS, WEEKS, MONTHS or YEARS; DAYS by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched), nameof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched.Unit))]
    public string ExcludeLaunchedWithinUnit { get; set; } = LifecyclePolicyTimeUnit.Days;

    /// <summary>When a deprecation is due; now when left out. A text without a zone is UTC.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("updateAt", typeof(DateTimeOffset))]
    public DateTimeOffset? UpdateAt { get; set; }

    /// <summary>Deletes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(ResourceArn, arn =>
    {
        var request = BuildRequest(arn);
        Prepare(request);
        if (IsAllowed(request))
            WriteObject(SendPrepared(request));
    });

    private bool IsAllowed(StartResourceStateUpdateRequest request)
    {
        var isDeletion = State.EqualsIgnoreCase(ResourceStatus.Deleted);
        var description = Describe(request)
            + (this.IsDescriptionShown(isDeletion && !Force ? ConfirmImpact.High : ConfirmImpact.Medium) ? Hazards(request) : "");

        // The declared impact, High, is that of a deletion. Other changes, and -Force, ask as changes of medium impact do.
        if ((isDeletion && !Force) || this.IsWhatIf() || this.IsAsked(ConfirmImpact.Medium))
            return ShouldChange(description, "Change the state of an image");
        WriteVerbose(description);
        return true;
    }

    // For who reads the description: what is in use, and what will be refused.
    private string Hazards(StartResourceStateUpdateRequest request)
    {
        var image = TryRead(() => ReadImage(request.ResourceArn));
        if (image is null)
            return "\nThe image could not be read, so nothing is known of its AMIs.";
        var facts = new AmiFactIndex(ReadImageFacts([image], new()));
        return PolicyUpdateText.Hazards(StateUpdateHazards.Find(request, image, facts, Now));
    }

    private static string Describe(StartResourceStateUpdateRequest request)
    {
        var include = request.IncludeResources;
        var along = new[] { (include?.Amis, "AMIs"), (include?.Snapshots, "snapshots"), (include?.Containers, "container images") }
            .Where(item => item.Item1 == true).Select(item => item.Item2).ToList();
        return $"Make image {request.ResourceArn} {request.State?.Status}"
            + (along.Count == 0 ? ", without its outputs" : $" with its {string.Join(" and ", along)}");
    }

    private StartResourceStateUpdateRequest BuildRequest(string arn)
    {
        var amis = AmiExclusionInput.Of(
            ExcludeAmiTag, ExcludeRegion, ExcludeSharedAccount, ExcludePublic, ExcludeLaunchedWithin, ExcludeLaunchedWithinUnit);
        return new()
        {
            ResourceArn = arn,
            State = new() { Status = State },
            ExecutionRole = ExecutionRole,
            IncludeResources = IncludeAmi || IncludeSnapshot || IncludeContainer
                ? new()
                {
                    Amis = IncludeAmi ? true : null,
                    Snapshots = IncludeSnapshot ? true : null,
                    Containers = IncludeContainer ? true : null,
                }
                : null,
            ExclusionRules = amis is null ? null : new() { Amis = amis },
            UpdateAt = UpdateAt,
            ClientToken = ClientToken,
        };
    }
}
