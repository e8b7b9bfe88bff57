using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Tagging;

/// <summary>A cmdlet for the tags of resources.</summary>
public abstract class TagCmdlet : ImageBuilderCmdlet
{
    /// <summary>The ARN of an image build version, a distribution configuration, a lifecycle policy or another resource.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageBuildVersionArn", "ImageArn", "LifecyclePolicyArn", "DistributionConfigurationArn")]
    [ArgumentCompleter(typeof(TaggedResourceArnCompleter))]
    [ApiMember(typeof(TagResourceRequest), nameof(TagResourceRequest.ResourceArn))]
    [TextInput(TakesList = true)]
    public string[]? ResourceArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(ResourceArn, Process);

    /// <summary>Processes a resource.</summary>
    /// <param name="arn">The resource.</param>
    protected abstract void Process(string arn);

    /// <summary>Reads the tags of a resource.</summary>
    /// <param name="arn">The resource.</param>
    protected TagMap ReadTags(string arn) => Send(new ListTagsForResourceRequest { ResourceArn = arn }).Tags ?? [];

    /// <summary>Reads and writes the tags of a resource, in the order of their keys.</summary>
    /// <param name="arn">The resource.</param>
    protected void WriteTags(string arn)
    {
        foreach (var tag in ReadTags(arn).OrderBy(tag => tag.Key, StringComparer.Ordinal))
            WriteObject(new ResourceTag(arn, tag.Key, tag.Value));
    }
}

/// <summary>A cmdlet that changes the tags of resources.</summary>
public abstract class TagChangeCmdlet : TagCmdlet
{
    /// <summary>Writes the tags that the resource has after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Leaves the validation of the request to the service.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <inheritdoc/>
    protected override Exception? Validate(Request request) => SkipValidation ? null : base.Validate(request);

    /// <summary>Asks, sends a change, and writes the tags after it if they are wanted.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="arn">The resource.</param>
    /// <param name="request">The change.</param>
    /// <param name="caption">What it does, for the question's window.</param>
    /// <param name="describe">Describes the change of the tags that the resource has; null where they are not known.</param>
    protected void Change<TResponse>(string arn, Request<TResponse> request, string caption, Func<TagMap?, string> describe)
        where TResponse : Response, new()
    {
        ThrowIfInvalid(request);
        var before = this.IsDescriptionShown(ConfirmImpact.Medium) ? TryRead(() => ReadTags(arn)) : null;
        if (!ShouldChange(describe(before), caption))
            return;
        SendPrepared(request);
        if (PassThru)
            WriteTags(arn);
    }
}
