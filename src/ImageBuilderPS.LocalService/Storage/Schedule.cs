using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>Work that is due at a time: the next step of a distribution, of an execution, or a daily run.</summary>
internal interface IScheduled
{
    /// <summary>When the next step is due; null when there is none.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>Carries out the step that is due. After it, <see cref="NextDue"/> is later or null.</summary>
    /// <param name="context">The account and region of the work; its time is when the step was due.</param>
    void CarryOut(OperationContext context);
}

/// <summary>All work in the order in which it is due. There is no timer: a request first carries out what is due.</summary>
internal sealed class Schedule
{
    private readonly SortedSet<Entry> entries = new(Comparer<Entry>.Create(
        (left, right) => left.Due.CompareTo(right.Due) is not 0 and var order ? order : left.Number.CompareTo(right.Number)));

    private long lastNumber;

    /// <summary>When the next work is due; null when there is none.</summary>
    public DateTimeOffset? NextDue => entries.Min?.Due;

    /// <summary>Adds work. Work that is never due is left out.</summary>
    public void Add(RegionState state, IScheduled work)
    {
        if (work.NextDue is { } due)
            entries.Add(new(due, ++lastNumber, state, work));
    }

    /// <summary>Carries out all work that is due until a time, in the order in which it is due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="contextOf">Makes the context of a step from its region and due time.</param>
    public void AdvanceTo(DateTimeOffset now, Func<RegionState, DateTimeOffset, OperationContext> contextOf)
    {
        while (entries.Min is { } next && next.Due <= now)
        {
            entries.Remove(next);
            if (next.Work.NextDue is not null)
                next.Work.CarryOut(contextOf(next.State, next.Due));
            Add(next.State, next.Work);
        }
    }

    private sealed record Entry(DateTimeOffset Due, long Number, RegionState State, IScheduled Work);
}
