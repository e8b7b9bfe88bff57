using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Shows what runs of a lifecycle policy would do, and why. Changes nothing.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecyclePreview", DefaultParameterSetName = ByArn, HelpUri = HelpPages.Folder + "Get-IBLifecyclePreview.md")]
[OutputType(typeof(LifecycleDecision), typeof(LifecycleSummaryRow))]
public sealed class GetIBLifecyclePreviewCommand : ImageBuilderCmdlet
{
    private const string ByArn = "ByArn";
    private const string ByName = "ByName";
    private const string ByPolicy = "ByPolicy";
    private const string ByPath = "ByPath";

    private IReadOnlyList<Image>? images;

    /// <summary>The ARN of a policy of the account.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ApiMember(typeof(GetLifecyclePolicyRequest), nameof(GetLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <summary>The name of a policy of the account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>A policy as read, a request, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPolicy, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

    /// <summary>Files as Export-IBLifecyclePolicy writes them; wildcards allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LiteralPath")]
    public string[]? Path { get; set; }

    /// <summary>The images in place of the account's: as Get-IBImage writes them, parsed JSON, or JSON files of them.</summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Image { get; set; }

    /// <summary>The time of the run, as an object or as ISO 8601 text; now when left out. A text without a zone is UTC.</summary>
    [Parameter]
    [TimeArgument("at")]
    public DateTimeOffset? At { get; set; }

    /// <summary>How many daily runs are simulated in a row, each on the result of the run before; 1 by default.</summary>
    [Parameter]
    [ValidateRange(1, 3650)]
    public int Runs { get; set; } = 1;

    /// <summary>Writes counts by action, kind of resource, recipe version and region in place of the decisions.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>How many of the account's images are read at a time; 10 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByPolicy)
            Preview(Complete(InputObject!).ToPolicy());
        else if (ParameterSetName == ByName)
            ForEach(Name, name => Preview(ReadLifecyclePolicy(FindLifecyclePolicyArn(name))));
        else
            ForEach(LifecyclePolicyArn, arn => Preview(ReadLifecyclePolicy(arn)));
        ForEach(Path, PreviewFiles);
    }

    private void PreviewFiles(string path)
    {
        var policies = new List<LifecyclePolicy>();
        try
        {
            policies.AddRange(FilePaths.Existing(this, path).Select(file => PolicyDocument.Read(FilePaths.ReadText(file)).ToPolicy()));
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            WriteError(FilePaths.Failure(error, path));
        }
        foreach (var policy in policies)
            Preview(policy);
    }

    private void Preview(LifecyclePolicy policy)
    {
        LifecycleEvaluator evaluator;
        try
        {
            evaluator = new(policy);
        }
        catch (ArgumentException error)
        {
            WriteError(new(error, "InvalidPolicy", ErrorCategory.InvalidArgument, policy));
            return;
        }
        foreach (var unknown in AdditionalMembers.Of(policy))
            WriteWarning($"The preview does not understand {unknown.Key}; the policy may keep or delete other images.");
        if (policy.Status.EqualsIgnoreCase(LifecyclePolicyStatus.Disabled))
            WriteWarning($"{policy.Arn ?? "The policy"} is DISABLED. The preview shows what it would do if it ran.");
        images ??= Image is null ? ReadAccountImages(ThrottleLimit) : ReadInput();
        WriteTotals(policy, Write(new(evaluator), At ?? DateTimeOffset.UtcNow));
    }

    private LifecycleTotals Write(LifecycleSimulation simulation, DateTimeOffset at)
    {
        var totals = new LifecycleTotals();
        if (Summary)
        {
            foreach (var summary in simulation.Summarize(images!, at, Runs))
            {
                WriteRows(summary);
                totals.Add(summary.Totals);
            }
        }
        else
        {
            foreach (var decisions in simulation.Decide(images!, at, Runs))
            {
                WriteObject(decisions, enumerateCollection: true);
                totals.Add(LifecycleTotals.From(decisions));
            }
        }
        return totals;
    }

    private void WriteRows(LifecycleSummary summary)
    {
        foreach (var row in summary.Rows)
        {
            // The run's time distinguishes the rows of several runs.
            var output = PSObject.AsPSObject(row);
            output.Properties.Add(new PSNoteProperty(nameof(At), summary.At));
            WriteObject(output);
        }
    }

    private void WriteTotals(LifecyclePolicy policy, LifecycleTotals totals)
    {
        if (totals.HasUnknown)
            WriteWarning($"{(policy.Arn is null ? "The policy" : Arn.ShortName(policy.Arn))} {totals}.{(Runs > 1 ? $" These are the totals of {Runs} runs." : "")}");
    }

    private IReadOnlyList<Image> ReadInput()
    {
        var input = new ImageInput(this);
        IReadOnlyList<Image> all = [];
        try
        {
            all = input.Read(Image!);
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            ThrowTerminatingError(FilePaths.Failure(error, input.Source));
        }
        if (input.Warning is { } warning)
            WriteWarning(warning);
        return all;
    }
}
