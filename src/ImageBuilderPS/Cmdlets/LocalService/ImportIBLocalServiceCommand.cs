using System.Management.Automation;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Replaces the whole state of the local service by one that Export-IBLocalService wrote.</summary>
[Cmdlet(VerbsData.Import, "IBLocalService", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Import-IBLocalService.md")]
[OutputType(typeof(LocalServiceStatus))]
public sealed class ImportIBLocalServiceCommand : LocalServiceChangeCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void Process(ILocalService service)
    {
        try
        {
            var state = FilePaths.ReadText(FilePaths.NewFile(this, Path!));
            if (!ShouldChange(service, $"Replace the state by that of {Path}"))
                return;
            service.Load(state);
        }
        catch (InvalidDataException error)
        {
            var message = $"{Path} is not a state that Export-IBLocalService wrote. The state did not change. {error.Message}";
            ThrowTerminatingError(new(error, "InvalidState", ErrorCategory.InvalidData, Path)
            {
                ErrorDetails = new(message) { RecommendedAction = "Choose a file of Export-IBLocalService, or of GET /_local/state." },
            });
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            ThrowTerminatingError(FilePaths.Failure(error, Path!));
        }
        WriteStatus(service);
    }
}
