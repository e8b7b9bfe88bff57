using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Comparison;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Compares a saved preview with the execution that took place afterwards, resource by resource.</summary>
[Cmdlet(VerbsDiagnostic.Test, "IBLifecyclePreview", HelpUri = HelpPages.Folder + "Test-IBLifecyclePreview.md")]
[OutputType(typeof(LifecyclePreviewTest), typeof(bool))]
public sealed class TestIBLifecyclePreviewCommand : ImageBuilderCmdlet
{
    private readonly List<PreviewedResource> preview = [];

    /// <summary>The decisions of one run, as Get-IBLifecyclePreview writes them; also from Import-Clixml and ConvertFrom-Json.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateNotNull]
    public object[]? InputObject { get; set; }

    /// <summary>The id of the execution.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(LifecycleExecutionIdCompleter))]
    [ApiMember(typeof(GetLifecycleExecutionRequest), nameof(GetLifecycleExecutionRequest.LifecycleExecutionId))]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>Writes only whether all resources agree.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    /// <remarks>A decision has a region of its own, which is not that of the connection.</remarks>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public override string? Region { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        for (var i = 0; i < InputObject!.Length; i++)
        {
            preview.Add(ContractReader.Bare(InputObject[i]) is LifecycleDecision decision
                ? PreviewedResource.From(decision)
                : (PreviewedResource)ContractReader.Read(InputObject[i], typeof(PreviewedResource), $"preview[{i}]", loosely: true)!);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => ForEach([LifecycleExecutionId!], Compare);

    private void Compare(string executionId)
    {
        LifecyclePreviewComparer comparer;
        try
        {
            comparer = new(preview);
        }
        catch (ArgumentException error)
        {
            WriteError(new(error, "InvalidPreview", ErrorCategory.InvalidArgument, null));
            return;
        }
        var execution = Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = executionId }).LifecycleExecution;
        var status = execution?.State?.Status;
        if (status is not (LifecycleExecutionStatus.Success or LifecycleExecutionStatus.Failed or LifecycleExecutionStatus.Cancelled))
            WriteWarning($"The execution {executionId} is {status}: what it has not reached yet counts as different.");
        else if (status == LifecycleExecutionStatus.Cancelled)
            WriteWarning($"The execution {executionId} was cancelled: what it did not reach counts as different.");
        var result = comparer.Compare(executionId, Resources(executionId));
        WriteObject(Quiet ? result.IsSame : result);
    }

    private IEnumerable<(LifecycleExecutionResource Image, IReadOnlyList<LifecycleExecutionResource> Outputs)> Resources(string executionId) =>
        List(executionId, null).Select(image => (image, (IReadOnlyList<LifecycleExecutionResource>)[.. List(executionId, image.ResourceId)]));

    private IEnumerable<LifecycleExecutionResource> List(string executionId, string? parent) =>
        List<ListLifecycleExecutionResourcesResponse, LifecycleExecutionResource>(
            new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = executionId, ParentResourceId = parent });
}
