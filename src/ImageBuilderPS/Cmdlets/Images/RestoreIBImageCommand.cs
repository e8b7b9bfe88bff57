using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Restoring;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>Brings images back to available with their AMIs, and what the Recycle Bin still holds of them.</summary>
[Cmdlet(VerbsData.Restore, "IBImage", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Restore-IBImage.md")]
[OutputType(typeof(RestoredResource))]
public sealed class RestoreIBImageCommand : ImageBuilderCmdlet
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private IReadOnlyList<AmiFact> facts = [];

    /// <summary>The ARNs of image build versions.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ResourceArn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageToRestoreCompleter))]
    [ApiMember(typeof(StartResourceStateUpdateRequest), nameof(StartResourceStateUpdateRequest.ResourceArn))]
    [TextInput(TakesList = true)]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <summary>What was known of the AMIs before: as Get-IBImageFact writes it, plans, or files of both.</summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Fact { get; set; }

    /// <summary>The name or ARN of the IAM role that the change of AMIs runs as.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ExecutionRoleCompleter))]
    [ApiMember(typeof(StartResourceStateUpdateRequest), nameof(StartResourceStateUpdateRequest.ExecutionRole))]
    public string? ExecutionRole { get; set; }

    /// <summary>The name of a role that is assumed in each other account that owns an AMI.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateText(@"(?:[\x21-\x2e\x30-\x7e]+/)*[\w+=,.@-]{1,64}", "the name of a role, such as ImageReader, with its path if it has one")]
    public string? RoleName { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Fact is null)
            return;
        var input = new AmiFactInput(this);
        try
        {
            facts = input.Read(Fact);
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            ThrowTerminatingError(FilePaths.Failure(error, input.Source));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(ImageBuildVersionArn, Restore);

    private void Restore(string arn)
    {
        // Facts come from the pipeline by their image: one for each of its AMIs.
        if (!seen.Add(arn))
            return;
        ThrowIfInvalid(ImageRestorer.CreateUpdate(arn, ExecutionRole));
        var restorer = Connection.Keep(() => new ImageRestorer(
            Service, Ec2, (IEc2ChangesFactory)Ec2, Settings, new() { ExecutionRole = ExecutionRole, RoleName = RoleName, Facts = facts }));
        var plan = Wait(arn, () => restorer.PlanAsync(arn, Cancellation));
        WriteAttempts();
        if ((plan.HasChanges || this.IsWhatIf()) && !ShouldProcess($"{plan}", $"{plan}\nRestore it?", "Restore an image"))
            return;
        var rows = Wait(arn, () => restorer.CarryOutAsync(plan, Cancellation));
        WriteAttempts();
        // What failed for the image failed for its AMIs too: one error for each reason.
        var reasons = new HashSet<string?>();
        foreach (var row in rows)
        {
            WriteObject(row);
            if (row.Outcome == RestoreOutcome.Failed && reasons.Add(row.Reason))
                WriteError(Failure(row));
        }
    }

    private T Wait<T>(string arn, Func<Task<T>> start)
    {
        var task = Task.Run(start);
        var progress = new ProgressRecord(0, "Restoring images", arn);
        while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(ProgressInterval))
            WriteProgress(progress);
        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private static ErrorRecord Failure(RestoredResource row)
    {
        var message = $"{row.ResourceType} {row.Resource} is not restored completely. {row.Reason}";
        return new(new InvalidOperationException(message), "RestoreFailed", ErrorCategory.InvalidResult, row)
        {
            ErrorDetails = new(message) { RecommendedAction = "Correct what the message names, and restore the image again: what is done already is not done twice." },
        };
    }
}
