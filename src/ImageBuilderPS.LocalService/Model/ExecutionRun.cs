using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>
/// A run of a policy, or a manual state change. It takes the time of one step, spread over its images. There is no timer:
/// <see cref="AdvanceTo"/> carries out what is due.
/// </summary>
internal sealed class ExecutionRun(string? policyArn, IReadOnlyList<ExecutionUnit> units, DateTimeOffset start, TimeSpan step)
{
    private int done;
    private int limit = units.Count;
    private bool hasStarted;

    public string Id { get; } = "lce-" + Guid.NewGuid();

    public string? PolicyArn { get; } = policyArn;

    public bool HasEnded { get; private set; }

    public bool IsCancelled { get; private set; }

    /// <summary>The images that the run has started or finished.</summary>
    public IEnumerable<ExecutionUnit> Started => units.Take(hasStarted ? Math.Min(done + 1, limit) : 0);

    public bool Concerns(string arn) => PolicyArn == arn || units.Any(unit => unit.Image.ResourceId == arn);

    /// <summary>Carries out all steps that are due at a time.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        if (now < start || HasEnded)
            return;
        hasStarted = true;
        while (done < limit)
        {
            units[done].Begin(Due(done));
            if (now < Due(done + 1))
                return;
            units[done].CarryOut(Due(done + 1));
            done++;
        }
        HasEnded = limit > 0 || IsCancelled || now >= start + step;
    }

    /// <summary>Stops after the current image; nothing is rolled back.</summary>
    public void Cancel(DateTimeOffset now)
    {
        IsCancelled = true;
        limit = now < start ? 0 : Math.Min(limit, done + 1);
        HasEnded = limit == done;
    }

    public LifecycleExecution View() => new()
    {
        LifecycleExecutionId = Id,
        LifecyclePolicyArn = PolicyArn,
        ResourcesImpactedSummary = new() { HasImpactedResources = units.Take(done).Any(HasImpact) },
        State = State(),
        StartTime = start,
        EndTime = HasEnded ? (limit > 0 ? Due(limit) : start) : null,
    };

    public LifecycleExecutionState State() => new()
    {
        Status = Status(),
        Reason = HasEnded && !IsCancelled ? units.FirstOrDefault(unit => unit.HasFailed)?.Image.State?.Reason : null,
    };

    private string Status() =>
        HasEnded && IsCancelled ? LifecycleExecutionStatus.Cancelled
        : IsCancelled ? LifecycleExecutionStatus.Cancelling
        : HasEnded && units.Any(unit => unit.HasFailed) ? LifecycleExecutionStatus.Failed
        : HasEnded ? LifecycleExecutionStatus.Success
        : hasStarted ? LifecycleExecutionStatus.InProgress
        : LifecycleExecutionStatus.Pending;

    private static bool HasImpact(ExecutionUnit unit) =>
        unit.Image.State?.Status == LifecycleExecutionResourceStatus.Success
        || unit.Outputs.Any(output => output.State?.Status == LifecycleExecutionResourceStatus.Success);

    private DateTimeOffset Due(int count) => start + TimeSpan.FromTicks(step.Ticks * count / units.Count);
}
