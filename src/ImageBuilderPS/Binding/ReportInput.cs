using System.Management.Automation;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Binding;

/// <summary>Collects what a report is made of: plans, the decisions of a preview, executions, or resources of executions, also of several accounts; and the errors of those that failed.</summary>
internal sealed class ReportInput
{
    private const string Expected = "expected the plans of New-IBLifecyclePlan, the decisions of Get-IBLifecyclePreview (without -Summary, -Timeline and -Explain), "
        + "or the objects of Get-IBLifecycleExecution or of Get-IBLifecycleExecutionResource -Recurse";

    private readonly List<ErrorRecord> errors = [];
    private readonly List<LifecyclePlan> plans = [];
    private readonly List<LifecycleDecision> decisions = [];
    private readonly List<(LifecycleExecution Execution, IReadOnlyList<LifecycleExecutionResource> Resources)> executions = [];
    private readonly List<(LifecycleExecution Execution, List<LifecycleExecutionResource> Resources)> resources = [];
    private Type? type;

    /// <summary>Takes an object of the pipeline.</summary>
    /// <param name="value">The object, with the members that a cmdlet added.</param>
    /// <param name="read">Reads the resources of an execution; null, after an error, where they cannot be read.</param>
    /// <returns>The error; null when it was taken.</returns>
    public ErrorRecord? Add(object? value, Func<LifecycleExecution, IReadOnlyList<LifecycleExecutionResource>?> read)
    {
        var bare = ContractReader.Bare(value);
        if (bare is ErrorRecord error)
        {
            errors.Add(error);
            return null;
        }
        if (bare is not (LifecyclePlan or LifecycleDecision or LifecycleExecution or LifecycleExecutionResource))
            return Error($"Got {Describe(bare)}, {Expected}.", "InvalidObject", value);
        if (type is not null && type != bare.GetType())
            return Error($"Got a {bare.GetType().Name} after a {type.Name}, expected objects of one kind. Make a report of each.", "MixedInput", value);
        type = bare.GetType();
        if (bare is LifecycleDecision decision)
            decisions.Add(decision);
        else if (bare is LifecycleExecution execution)
            AddRead(execution, read(execution));
        else if (bare is LifecycleExecutionResource resource)
            Add(resource, PSObject.AsPSObject(value).Properties[nameof(LifecycleExecution.LifecycleExecutionId)]?.Value as string);
        else
            plans.Add((LifecyclePlan)bare);
        return null;
    }

    /// <summary>Takes an error: its account becomes a row that says so.</summary>
    /// <param name="error">The error.</param>
    public void Add(ErrorRecord error) => errors.Add(error);

    /// <summary>Whether there are executions, and of none the resources could be read.</summary>
    public bool HasOnlyFailedExecutions => type == typeof(LifecycleExecution) && executions.Count == 0;

    /// <summary>The error of a pipeline without objects: a preview that failed would otherwise be a report that nothing changes.</summary>
    public ErrorRecord? Empty() => type is not null || errors.Count > 0 ? null : Error(
        $"Got no objects, {Expected}. Leave out -ChangesOnly and -Action of the preview: resources that are kept then say that nothing changes.", "NoInput", null);

    /// <summary>The report.</summary>
    /// <param name="title">The title; null for one of its own.</param>
    public LifecycleReport ToReport(string? title)
    {
        UnreadAccount[] unread = [.. UnreadAccounts.Of(errors)];
        var kind = type ?? KindOf(errors);
        return kind == typeof(LifecyclePlan) ? LifecycleReportBuilder.From(plans, title, unread)
            : kind == typeof(LifecycleDecision) ? LifecycleReportBuilder.From(decisions, title, unread)
            : kind == typeof(LifecycleExecution) ? LifecycleReportBuilder.From(executions, title, unread)
            : LifecycleReportBuilder.From([.. resources.Select(run => (run.Execution, (IReadOnlyList<LifecycleExecutionResource>)run.Resources))], title, unread);
    }

    // Where everything failed, the command that failed says what it would have been.
    private static Type KindOf(List<ErrorRecord> errors)
    {
        var command = errors[0].FullyQualifiedErrorId;
        return command.Contains(nameof(LifecyclePlan)) ? typeof(LifecyclePlan)
            : command.Contains(nameof(LifecycleExecution)) ? typeof(LifecycleExecution) : typeof(LifecycleDecision);
    }

    private void AddRead(LifecycleExecution execution, IReadOnlyList<LifecycleExecutionResource>? read)
    {
        if (read is not null)
            executions.Add((execution, read));
    }

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
