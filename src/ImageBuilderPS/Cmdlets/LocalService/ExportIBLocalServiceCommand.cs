using System.Management.Automation;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Writes the whole state of the local service to a file, which Import-IBLocalService reads.</summary>
[Cmdlet(VerbsData.Export, "IBLocalService", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Export-IBLocalService.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportIBLocalServiceCommand : LocalServiceCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Overwrites an existing file, even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not overwrite an existing file; it is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Writes the file as an object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process(ILocalService service)
    {
        string file;
        try
        {
            file = FilePaths.NewFile(this, Path!);
            if (NoClobber && File.Exists(file))
                ThrowTerminatingError(FilePaths.NoClobber(new(file)));
            if (!ShouldProcess(file, "Export the state of the local service"))
                return;
            FilePaths.WriteText(file, service.Save(), Force);
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            ThrowTerminatingError(FilePaths.Failure(error, Path!));
            return;
        }
        if (PassThru)
            WriteObject(new FileInfo(file));
    }
}
