using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Reads lifecycle policies from files, as Export-IBLifecyclePolicy writes them, and from input and output files of the AWS CLI. A file with a name and without an ARN is a policy to create.</summary>
[Cmdlet(VerbsData.Import, "IBLifecyclePolicy", HelpUri = HelpPages.Folder + "Import-IBLifecyclePolicy.md")]
[OutputType(typeof(UpdateLifecyclePolicyRequest), typeof(CreateLifecyclePolicyRequest))]
public sealed class ImportIBLifecyclePolicyCommand : PSCmdlet
{
    /// <summary>The files; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LiteralPath")]
    public string[]? Path { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path!)
        {
            try
            {
                foreach (var file in FilePaths.Existing(this, path))
                    Read(file);
            }
            catch (Exception error) when (error is not PipelineStoppedException)
            {
                WriteError(FilePaths.Failure(error, path));
            }
        }
    }

    private void Read(string file)
    {
        Request policy;
        try
        {
            policy = PolicyDocument.ReadNamed(FilePaths.ReadText(file));
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            WriteError(FilePaths.Failure(error, file));
            return;
        }
        WriteObject(policy);
    }
}
