using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Reads runs of lifecycle policies and manual state changes: by id, or all of a policy or an image.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecycleExecution", DefaultParameterSetName = ByResource, HelpUri = HelpPages.Folder + "Get-IBLifecycleExecution.md")]
[OutputType(typeof(LifecycleExecution))]
public sealed class GetIBLifecycleExecutionCommand : ImageBuilderCmdlet
{
    private const string ByResource = "ByResource";
    private const string ByName = "ByName";
    private const string ById = "ById";
    private const string ByObject = "ByObject";
    private const string IdPrefix = "lce-";

    private static readonly string[] ArnNames = ["ResourceArn", "LifecyclePolicyArn", "ImageBuildVersionArn", "Arn"];

    /// <summary>The ARN of a policy or an image.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByResource)]
    [Alias("Arn", "LifecyclePolicyArn", "ImageBuildVersionArn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ApiMember(typeof(ListLifecycleExecutionsRequest), nameof(ListLifecycleExecutionsRequest.ResourceArn))]
    public string[]? ResourceArn { get; set; }

    /// <summary>The names of policies of the account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The run's id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ById)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(LifecycleExecutionIdCompleter))]
    [ApiMember(typeof(GetLifecycleExecutionRequest), nameof(GetLifecycleExecutionRequest.LifecycleExecutionId))]
    public string[]? LifecycleExecutionId { get; set; }

    /// <summary>A policy, an image, a run, a response that started a run, an ARN or an id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByObject, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        ForEach(ResourceArn, WriteRuns);
        ForEach(Name, name => WriteRuns(FindLifecyclePolicyArn(name)));
        ForEach(LifecycleExecutionId, WriteRun);
        if (ParameterSetName == ByObject)
            WriteFor(InputObject!);
    }

    private void WriteFor(PSObject input)
    {
        // An image's own id is that of its last run only; what is asked for is all of them.
        var isImage = input.BaseObject is Image or ImageSummary;
        if (input.BaseObject is string text)
        {
            if (text.StartsWith(IdPrefix, StringComparison.Ordinal))
                WriteRun(text);
            else
                WriteRuns(text);
        }
        else if (!isImage && Text(input, nameof(LifecycleExecutionId)) is { } id)
        {
            WriteRun(id);
        }
        else if (ArnNames.Select(name => Text(input, name)).FirstOrDefault(HasRuns) is { } arn)
        {
            WriteRuns(arn);
        }
        else
        {
            var message = $"Got {Describe(input)}, expected a policy, an image, a lifecycle execution, an ARN or an id.";
            WriteError(new(new ArgumentException(message), "NoResource", ErrorCategory.InvalidArgument, input));
        }
    }

    // Other resources have an ARN as well, and no runs.
    private static bool HasRuns(string? arn) => Arn.Parse(arn)?.ResourceType is "lifecycle-policy" or "image";

    private static string? Text(PSObject input, string name) =>
        input.Properties[name]?.Value is { } value && value.ToString() is { Length: > 0 } text ? text : null;

    private static string Describe(PSObject input) =>
        input.BaseObject.GetType().Name + (ArnNames.Select(name => Text(input, name)).FirstOrDefault(arn => arn is not null) is { } other ? $" with the ARN {other}" : "");

    private void WriteRun(string id) =>
        WriteObject(Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = id }).LifecycleExecution);

    private void WriteRuns(string arn)
    {
        foreach (var run in List<ListLifecycleExecutionsResponse, LifecycleExecution>(new ListLifecycleExecutionsRequest { ResourceArn = arn }))
            WriteObject(run);
    }
}
