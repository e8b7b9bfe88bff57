using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Writes lifecycle policies to files: the API's own JSON, which the AWS CLI and Import-IBLifecyclePolicy take.</summary>
[Cmdlet(VerbsData.Export, "IBLifecyclePolicy", SupportsShouldProcess = true, DefaultParameterSetName = ByPolicy, HelpUri = HelpPages.Folder + "Export-IBLifecyclePolicy.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportIBLifecyclePolicyCommand : ImageBuilderCmdlet
{
    private const string ByPolicy = "ByPolicy";
    private const string ByName = "ByName";

    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A policy as read or as listed, a request, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPolicy, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

    /// <summary>The names of policies of the account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The file; in a folder, each policy gets its own file, with the name of the policy.</summary>
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
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByName)
            ForEach(Name, name => Export(ReadLifecyclePolicy(FindLifecyclePolicyArn(name)).ToUpdateRequest()));
        else
            Export(Complete(InputObject!));
    }

    private void Export(UpdateLifecyclePolicyRequest policy)
    {
        FileInfo file;
        try
        {
            file = new(FileOf(policy, FilePaths.New(this, Path!)));
            if (!MayWrite(file) || !ShouldProcess(file.FullName, "Export lifecycle policy"))
                return;
            FilePaths.WriteText(file.FullName, PolicyDocument.Write(policy), Force);
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            WriteError(FilePaths.Failure(error, Path!));
            return;
        }
        if (PassThru)
            WriteObject(new FileInfo(file.FullName));
    }

    private static string FileOf(UpdateLifecyclePolicyRequest policy, string path) => Directory.Exists(path)
        ? System.IO.Path.Combine(path, (policy.LifecyclePolicyArn is { } arn ? Arn.ShortName(arn) : "policy") + ".json")
        : path;

    private bool MayWrite(FileInfo file)
    {
        if (!written.Add(file.FullName))
        {
            WriteError(new(
                new IOException($"{file.FullName} already has the policy before this one. Give a folder as -Path, and each policy gets its own file."),
                "OnePolicyPerFile", ErrorCategory.InvalidOperation, file.FullName));
            return false;
        }
        if (NoClobber && file.Exists)
        {
            WriteError(FilePaths.NoClobber(file));
            return false;
        }
        return true;
    }
}
