using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Writes plans, a preview or executions as a report for people who do not read consoles: HTML, Markdown or JSON.</summary>
[Cmdlet(VerbsData.ConvertTo, "IBLifecycleReport", HelpUri = HelpPages.Folder + "ConvertTo-IBLifecycleReport.md")]
[OutputType(typeof(string))]
public sealed class ConvertToIBLifecycleReportCommand : ImageBuilderCmdlet
{
    private readonly ReportInput input = new();
    private OutputFile? file;

    /// <summary>Plans, the decisions of a preview, executions, or resources of executions, also of several accounts and regions; and the errors of those that failed.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateNotNull]
    public object[]? InputObject { get; set; }

    /// <summary>The form: Html, Markdown or Json.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    public LifecycleReportFormat Format { get; set; }

    /// <summary>The title. A preview does not know the names of its policies.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>The file, in UTF-8; the text is then not written to the pipeline.</summary>
    [Parameter]
    [Alias("LiteralPath")]
    public string? Path { get; set; }

    /// <summary>Overwrites an existing file, even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not overwrite an existing file; it is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    /// <remarks>A decision has a region of its own, which is not that of the connection.</remarks>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public override string? Region { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => file = OutputFile.Prepare(this, Path, Force, NoClobber);

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        foreach (var value in InputObject!)
            ThrowIf(input.Add(value, execution => TryRead(execution, PSObject.AsPSObject(value))));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ThrowIf(input.Empty());
        if (!input.HasOnlyFailedExecutions)
            Write(input.ToReport(Title));
    }

    private void Write(LifecycleReport report)
    {
        var text = Format switch
        {
            LifecycleReportFormat.Html => HtmlReport.Write(report),
            LifecycleReportFormat.Markdown => MarkdownReport.Write(report),
            _ => JsonReport.Write(report),
        };
        if (file is null)
            WriteObject(text);
        else if (file.Write(text) is { } error)
            WriteError(error);
    }

    // An execution is read where it took place: its policy says in which region, and Get-IBLifecycleExecution with which role.
    private List<LifecycleExecutionResource>? TryRead(LifecycleExecution execution, PSObject source)
    {
        try
        {
            ConnectTo(
                Arn.Parse(execution.LifecyclePolicyArn)?.Region ?? source.Properties[nameof(Region)]?.Value as string,
                source.Properties[nameof(RoleArn)]?.Value as string,
                source.Properties[nameof(ExternalId)]?.Value as string);
            return ReadResources(execution);
        }
        catch (Exception error) when (ErrorRecords.IsFailureOfInput(error) && !Cancellation.IsCancellationRequested)
        {
            var record = ErrorRecords.From(error);
            Report(record);
            input.Add(record);
            return null;
        }
    }

    private List<LifecycleExecutionResource> ReadResources(LifecycleExecution execution) =>
        [.. List(execution, null).SelectMany(image => List(execution, image.ResourceId).Prepend(image))];

    private IEnumerable<LifecycleExecutionResource> List(LifecycleExecution execution, string? parent) =>
        List<ListLifecycleExecutionResourcesResponse, LifecycleExecutionResource>(
            new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = execution.LifecycleExecutionId, ParentResourceId = parent });

    private void ThrowIf(ErrorRecord? error)
    {
        if (error is not null)
            ThrowTerminatingError(error);
    }
}
