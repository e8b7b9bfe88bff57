using System.Management.Automation;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Reads plans from files that New-IBLifecyclePlan saved, to look at them or to report on them.</summary>
[Cmdlet(VerbsData.Import, "IBLifecyclePlan", HelpUri = HelpPages.Folder + "Import-IBLifecyclePlan.md")]
[OutputType(typeof(LifecyclePlan))]
public sealed class ImportIBLifecyclePlanCommand : PSCmdlet
{
    /// <summary>The files; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LiteralPath")]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in Path!.SelectMany(path => PlanFile.Find(this, path, WriteError)))
        {
            if (PlanFile.Read(file, WriteError) is { } plan)
                WriteObject(plan);
        }
    }
}
