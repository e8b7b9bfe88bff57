using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>An execution, as work that becomes due.</summary>
internal sealed class ExecutionWork(ExecutionRun run) : IScheduled
{
    public DateTimeOffset? NextDue => run.NextDue;

    /// <summary>Stores a new execution and begins it if it is due.</summary>
    public static void Start(OperationContext context, ExecutionRun run)
    {
        context.State.Executions.Add(run);
        var work = new ExecutionWork(run);
        if (run.NextDue <= context.Now)
            work.CarryOut(context);
        context.Schedule(work);
    }

    public void CarryOut(OperationContext context)
    {
        run.CarryOutNext(context);
        context.State.Executions.Put(run);
    }
}
