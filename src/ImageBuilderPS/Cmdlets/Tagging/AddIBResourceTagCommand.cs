using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Tagging;

/// <summary>Adds tags to resources, and changes the values of those that they have.</summary>
[Cmdlet(VerbsCommon.Add, "IBResourceTag", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Add-IBResourceTag.md")]
[OutputType(typeof(ResourceTag))]
public sealed class AddIBResourceTagCommand : TagChangeCmdlet
{
    /// <summary>The tags.</summary>
    /// <remarks>Not bound from the pipeline: the tags of a piped object are those that it has.</remarks>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tags", typeof(TagMap))]
    [ApiMember(typeof(TagResourceRequest), nameof(TagResourceRequest.Tags))]
    public TagMap? Tag { get; set; }

    /// <inheritdoc/>
    protected override void Process(string arn) => Change(
        arn,
        new TagResourceRequest { ResourceArn = arn, Tags = Tag },
        "Add tags to a resource",
        before => $"Tag {arn}: {string.Join(", ", Tag!.Select(tag => $"{tag.Key}={tag.Value}{Effect(tag.Key, tag.Value, before)}"))}");

    private static string Effect(string key, string value, TagMap? before) =>
        before is null ? ""
        : !before.TryGetValue(key, out var old) ? " (new)"
        : old == value ? " (unchanged)"
        : $" (was {old})";
}
