using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Tagging;

/// <summary>Removes tags from resources.</summary>
[Cmdlet(VerbsCommon.Remove, "IBResourceTag", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Remove-IBResourceTag.md")]
[OutputType(typeof(ResourceTag))]
public sealed class RemoveIBResourceTagCommand : TagChangeCmdlet
{
    /// <summary>The keys of the tags.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Key")]
    [ArgumentCompleter(typeof(TagKeyCompleter))]
    [ApiMember(typeof(UntagResourceRequest), nameof(UntagResourceRequest.TagKeys))]
    public string[]? TagKey { get; set; }

    /// <inheritdoc/>
    protected override void Process(string arn) => Change(
        arn,
        new UntagResourceRequest { ResourceArn = arn, TagKeys = TagKey },
        "Remove tags from a resource",
        before => $"Remove tags from {arn}: {string.Join(", ", TagKey!.Select(key => Describe(key, before)))}");

    private static string Describe(string key, TagMap? before) =>
        before is null ? key
        : before.TryGetValue(key, out var value) ? $"{key}={value}"
        : $"{key} (not there)";
}
