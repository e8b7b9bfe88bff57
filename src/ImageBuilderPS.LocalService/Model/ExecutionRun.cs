using System.Text.Json.Serialization;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>A run of a policy, or a manual state change. It takes the time of one step, spread over its images.</summary>
/// <param name="id">Its id.</param>
/// <param name="resourceArn">The policy, or the image of a manual change.</param>
/// <param name="units">The images.</param>
/// <param name="start">When it starts.</param>
/// <param name="step">How long it takes.</param>
internal sealed class ExecutionRun(string id, string resourceArn, IReadOnlyList<ExecutionUnit> units, DateTimeOffset start, TimeSpan step)
{
    public string Id { get; } = id;

    public string ResourceArn { get; } = resourceArn;

    public IReadOnlyList<ExecutionUnit> Units { get; } = units;

    public DateTimeOffset Start { get; } = start;

    public TimeSpan Step { get; } = step;

    /// <summary>The position in the list of executions.</summary>
    public int Number { get; set; }

    /// <summary>The request of a manual change; null for a policy's run.</summary>
    public StartResourceStateUpdateRequest? Request { get; init; }

    /// <summary>How many images are done.</summary>
    public int Done { get; set; }

    /// <summary>How many images it takes up; a cancelled run takes up fewer.</summary>
    public int Limit { get; set; } = units.Count;

    public bool HasStarted { get; set; }

    public bool HasEnded { get; set; }

    public bool IsCancelled { get; set; }

    [JsonIgnore]
    public string? PolicyArn => Request is null ? ResourceArn : null;

    [JsonIgnore]
    public DateTimeOffset? NextDue => HasEnded ? null : !HasStarted ? Start : Due(Done + 1);

    /// <summary>The images that the run has started or finished.</summary>
    [JsonIgnore]
    public IEnumerable<ExecutionUnit> Started => Units.Take(HasStarted ? Math.Min(Done + 1, Limit) : 0);

    // One failed resource of an image is enough, also if the image itself has changed.
    private string? Failure => Units.Select(unit => unit.Failure).FirstOrDefault(failure => failure is not null);

    public static string NewId() => "lce-" + Guid.NewGuid();

    /// <summary>Carries out the next step: starts, or finishes an image and begins the next one.</summary>
    public void CarryOutNext(OperationContext context)
    {
        if (!HasStarted)
        {
            HasStarted = true;
        }
        else if (Done < Limit)
        {
            var unit = Units[Done++];
            ImageChange.CarryOut(context, this, unit);
            unit.End(context.Now);
        }
        if (Done < Limit)
            Units[Done].Begin(context.Now);
        HasEnded = Done >= Limit && (Limit > 0 || IsCancelled || context.Now >= Start + Step);
    }

    /// <summary>Stops after the current image; nothing is rolled back.</summary>
    public void Cancel()
    {
        IsCancelled = true;
        Limit = HasStarted ? Math.Min(Limit, Done + 1) : 0;
        HasEnded = Limit == Done;
    }

    public LifecycleExecution View() => new()
    {
        LifecycleExecutionId = Id,
        LifecyclePolicyArn = PolicyArn,
        ResourcesImpactedSummary = new() { HasImpactedResources = Units.Take(Done).Any(unit => unit.HasImpact) },
        State = State(),
        StartTime = Start,
        EndTime = HasEnded ? (Limit > 0 ? Due(Limit) : Start) : null,
    };

    public LifecycleExecutionState State() => new()
    {
        Status = Status(),
        Reason = HasEnded && !IsCancelled ? Failure : null,
    };

    private string Status() =>
        HasEnded && IsCancelled ? LifecycleExecutionStatus.Cancelled
        : IsCancelled ? LifecycleExecutionStatus.Cancelling
        : HasEnded && Failure is not null ? LifecycleExecutionStatus.Failed
        : HasEnded ? LifecycleExecutionStatus.Success
        : HasStarted ? LifecycleExecutionStatus.InProgress
        : LifecycleExecutionStatus.Pending;

    private DateTimeOffset Due(int count) => Start + TimeSpan.FromTicks(Step.Ticks * count / Math.Max(1, Units.Count));
}
