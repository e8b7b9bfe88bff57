using System.Management.Automation;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Writes the results of a batch to the pipeline, on the pipeline thread, and shows progress meanwhile.</summary>
/// <typeparam name="TInput">The input, with the connection that it is sent by.</typeparam>
/// <param name="batch">The work.</param>
/// <param name="progress">The progress records.</param>
/// <param name="write">Writes one result or failure.</param>
/// <param name="cancellation">Cancelled when the pipeline is stopped.</param>
internal sealed class PipelineDrain<TInput>(
    Batch<TInput, object> batch, DistributionProgress progress, Action<TInput, Task<object>> write, CancellationToken cancellation)
    where TInput : class
{
    private (TInput Input, Task<object> Task)? writing;

    /// <summary>The inputs whose result was not written, in input order.</summary>
    public IEnumerable<(TInput Input, Task<object> Task)> Unwritten => writing is { } current ? batch.Pending.Prepend(current) : batch.Pending;

    /// <summary>Starts work on an input, and writes results until there is room for the next one.</summary>
    /// <param name="input">The input.</param>
    public void Add(TInput input)
    {
        progress.Started++;
        Drain(() => batch.Add(input, Write, cancellation, ShowProgress));
    }

    /// <summary>Adds a failure in the place of an input's result.</summary>
    public void AddFailure(TInput input, Exception error)
    {
        progress.Started++;
        Drain(() => batch.AddFailure(input, error, Write, cancellation, ShowProgress));
    }

    /// <summary>Writes all results.</summary>
    public void DrainAll()
    {
        progress.HasAllInputs = true;
        Drain(() => batch.DrainAll(Write, cancellation, ShowProgress));
        progress.Complete();
    }

    private static void Drain(Action drain)
    {
        try
        {
            drain();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void ShowProgress()
    {
        progress.WriteChanges();
        progress.Finished = batch.Finished;
        progress.Show();
    }

    private void Write(TInput input, Task<object> task)
    {
        writing = (input, task);
        try
        {
            write(input, task);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The next cmdlet took the result, and ended the pipeline.
            writing = null;
            throw;
        }
        writing = null;
    }
}
