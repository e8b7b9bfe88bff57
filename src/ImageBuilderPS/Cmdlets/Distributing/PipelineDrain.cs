using System.Management.Automation;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Moves the results of a batch to the pipeline, on the pipeline's thread, and shows progress meanwhile.</summary>
/// <typeparam name="TInput">What is worked on.</typeparam>
/// <param name="batch">The work.</param>
/// <param name="progress">What is shown.</param>
/// <param name="write">Writes one result or failure.</param>
/// <param name="cancellation">Ends when the pipeline is stopped.</param>
internal sealed class PipelineDrain<TInput>(
    Batch<TInput, object> batch, DistributionProgress progress, Action<TInput, Task<object>> write, CancellationToken cancellation)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    public Batch<TInput, object> Batch => batch;

    /// <summary>Writes what is done, and waits while the batch has no place for another input.</summary>
    public void MakeRoom() => PumpUntil(() => !batch.IsFull);

    /// <summary>Writes everything.</summary>
    public void Finish()
    {
        progress.KnowsAll = true;
        PumpUntil(() => batch.IsEmpty);
        progress.Complete();
    }

    /// <summary>Begins work on an input.</summary>
    public void Add(TInput input)
    {
        progress.Begun++;
        batch.Add(input);
    }

    /// <summary>Puts a failure where the result of an input would come.</summary>
    public void AddFailure(TInput input, Exception error)
    {
        progress.Begun++;
        batch.AddFailure(input, error);
    }

    private void PumpUntil(Func<bool> isDone)
    {
        while (true)
        {
            if (cancellation.IsCancellationRequested)
                throw new PipelineStoppedException();
            progress.TellChanges();
            while (batch.TryTake(out var input, out var result))
                write(input, result);
            progress.Done = batch.Finished;
            progress.Show();
            if (isDone())
                return;
            try
            {
                batch.WaitForChange(LongestWait, cancellation);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }
}
