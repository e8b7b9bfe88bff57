using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>
/// A run of a policy, or a change by hand, on its way. It takes one step's time, spread over its images; what is due
/// is carried out when somebody looks.
/// </summary>
internal sealed class ExecutionRun(string? policyArn, IReadOnlyList<ExecutionUnit> units, DateTimeOffset start, TimeSpan step)
{
    private int done;
    private int limit = units.Count;
    private bool begun;

    public string Id { get; } = "lce-" + Guid.NewGuid();

    public string? PolicyArn { get; } = policyArn;

    public bool HasEnded { get; private set; }

    public bool IsCancelled { get; private set; }

    /// <summary>The images that the run has come to.</summary>
    public IEnumerable<ExecutionUnit> Reached => units.Take(begun ? Math.Min(done + 1, limit) : 0);

    public bool Concerns(string arn) => PolicyArn == arn || units.Any(unit => unit.Image.ResourceId == arn);

    /// <summary>Carries out what is due at a time.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        if (now < start || HasEnded)
            return;
        begun = true;
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

    /// <summary>Stops after the image that the run is at; nothing is rolled back.</summary>
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
        : begun ? LifecycleExecutionStatus.InProgress
        : LifecycleExecutionStatus.Pending;

    private static bool HasImpact(ExecutionUnit unit) =>
        unit.Image.State?.Status == LifecycleExecutionResourceStatus.Success
        || unit.Outputs.Any(output => output.State?.Status == LifecycleExecutionResourceStatus.Success);

    private DateTimeOffset Due(int count) => start + TimeSpan.FromTicks(step.Ticks * count / units.Count);
}
