using System.Management.Automation;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Tagging;

/// <summary>Reads the tags of resources.</summary>
[Cmdlet(VerbsCommon.Get, "IBResourceTag", HelpUri = HelpPages.Folder + "Get-IBResourceTag.md")]
[OutputType(typeof(ResourceTag))]
public sealed class GetIBResourceTagCommand : TagCmdlet
{
    /// <inheritdoc/>
    protected override void Process(string arn) => WriteTags(arn);
}
