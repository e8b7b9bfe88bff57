using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Reads what a run of a lifecycle policy did: to image resources, or to the outputs of one.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecycleExecutionResource", HelpUri = HelpPages.Folder + "Get-IBLifecycleExecutionResource.md")]
[OutputType(typeof(LifecycleExecutionResource))]
public sealed class GetIBLifecycleExecutionResourceCommand : ImageBuilderCmdlet
{
    /// <summary>The run's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(LifecycleExecutionIdCompleter))]
    [ApiMember(typeof(ListLifecycleExecutionResourcesRequest), nameof(ListLifecycleExecutionResourcesRequest.LifecycleExecutionId))]
    [TextInput(TakesList = true)]
    public string[]? LifecycleExecutionId { get; set; }

    /// <summary>The ARN of an image resource whose AMIs or containers are listed; the image resources when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ResourceId")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(ListLifecycleExecutionResourcesRequest), nameof(ListLifecycleExecutionResourcesRequest.ParentResourceId))]
    public string? ParentResourceId { get; set; }

    /// <summary>Lists each image resource's AMIs or containers after it.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(LifecycleExecutionId, id => Write(id, ParentResourceId));

    private void Write(string id, string? parent)
    {
        var request = new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = id, ParentResourceId = parent };
        foreach (var resource in List<ListLifecycleExecutionResourcesResponse, LifecycleExecutionResource>(request))
        {
            // The run's id goes along, so that an image resource can be piped back in for its outputs.
            var output = PSObject.AsPSObject(resource);
            output.Properties.Add(new PSNoteProperty(nameof(LifecycleExecutionId), id));
            WriteObject(output);
            if (Recurse && parent is null && resource.ResourceId is { } image)
                ForEach([image], parentImage => Write(id, parentImage));
        }
    }
}
