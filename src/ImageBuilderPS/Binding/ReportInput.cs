using System.Management.Automation;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Binding;

/// <summary>Collects what a report is made of: one plan, the decisions of a preview, executions, or resources of executions.</summary>
internal sealed class ReportInput
{
    private const string Expected = "expected the plan of New-IBLifecyclePlan, the decisions of Get-IBLifecyclePreview (without -Summary, -Timeline and -Explain), "
        + "or the objects of Get-IBLifecycleExecution or of Get-IBLifecycleExecutionResource -Recurse";

    private readonly List<LifecycleDecision> decisions = [];
    private readonly List<LifecycleExecution> executions = [];
    private readonly List<(LifecycleExecution Execution, List<LifecycleExecutionResource> Resources)> resources = [];
    private LifecyclePlan? plan;
    private Type? type;

    /// <summary>Takes an object of the pipeline.</summary>
    /// <param name="value">The object, with the members that a cmdlet added.</param>
    /// <returns>The error; null when it was taken.</returns>
    public ErrorRecord? Add(object? value)
    {
        var bare = ContractReader.Bare(value);
        if (bare is not (LifecyclePlan or LifecycleDecision or LifecycleExecution or LifecycleExecutionResource))
            return Error($"Got {Describe(bare)}, {Expected}.", "InvalidObject", value);
        if (type is not null && type != bare.GetType())
            return Error($"Got a {bare.GetType().Name} after a {type.Name}, expected objects of one kind. Make a report of each.", "MixedInput", value);
        if (bare is LifecyclePlan && plan is not null)
            return Error("Got a second LifecyclePlan, expected one. Make a report of each plan.", "MixedInput", value);
        type = bare.GetType();
        if (bare is LifecycleDecision decision)
            decisions.Add(decision);
        else if (bare is LifecycleExecution execution)
            executions.Add(execution);
        else if (bare is LifecycleExecutionResource resource)
            Add(resource, PSObject.AsPSObject(value).Properties[nameof(LifecycleExecution.LifecycleExecutionId)]?.Value as string);
        else
            plan = (LifecyclePlan)bare;
        return null;
    }

    /// <summary>The error of a pipeline without objects: a preview that failed would otherwise be a report that nothing changes.</summary>
    public ErrorRecord? Empty() => type is not null ? null : Error(
        $"Got no objects, {Expected}. Leave out -ChangesOnly and -Action of the preview: resources that are kept then say that nothing changes.", "NoInput", null);

    /// <summary>The report.</summary>
    /// <param name="title">The title; null for one of its own.</param>
    /// <param name="read">Reads the resources of an execution.</param>
    public LifecycleReport ToReport(string? title, Func<LifecycleExecution, IReadOnlyList<LifecycleExecutionResource>> read) =>
        plan is not null ? LifecycleReportBuilder.From(plan, title)
        : type == typeof(LifecycleDecision) ? LifecycleReportBuilder.From(decisions, title)
        : type == typeof(LifecycleExecution) ? LifecycleReportBuilder.From([.. executions.Select(execution => (execution, read(execution)))], title)
        : LifecycleReportBuilder.From([.. resources.Select(run => (run.Execution, (IReadOnlyList<LifecycleExecutionResource>)run.Resources))], title);

    // Get-IBLifecycleExecutionResource writes the id of the execution beside each resource.
    private void Add(LifecycleExecutionResource resource, string? executionId)
    {
        if (resources.Count == 0 || resources[resources.Count - 1].Execution.LifecycleExecutionId != executionId)
            resources.Add((new() { LifecycleExecutionId = executionId }, []));
        resources[resources.Count - 1].Resources.Add(resource);
    }

    private static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"the text '{(text.Length > 40 ? text.Substring(0, 40) + "…" : text)}'",
        PSObject custom => $"an object of type {(custom.TypeNames.Count > 0 ? custom.TypeNames[0] : nameof(PSObject))}",
        _ => $"an object of type {value.GetType().Name}",
    };

    private static ErrorRecord Error(string message, string id, object? target) => new(new ArgumentException(message), id, ErrorCategory.InvalidArgument, target);
}
