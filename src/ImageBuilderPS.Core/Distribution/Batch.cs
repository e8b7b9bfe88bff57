using System.Diagnostics.CodeAnalysis;

namespace ImageBuilderPS.Distribution;

/// <summary>
/// Work on many inputs at once, with results in input order. One thread feeds it and takes results; the work itself
/// runs elsewhere, at most so many at a time. Results that wait for their turn are bounded too, so that memory stays
/// flat however long the input is.
/// </summary>
/// <typeparam name="TInput">What is worked on.</typeparam>
/// <typeparam name="TResult">What comes out.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore makes no wait handle, and late completions still release it.")]
public sealed class Batch<TInput, TResult>
{
    private const int BacklogPerSlot = 8;

    private readonly Func<TInput, Task<TResult>> work;
    private readonly int throttleLimit;
    private readonly bool ordered;
    private readonly LinkedList<(TInput Input, Task<TResult> Task)> pending = new();
    private readonly SemaphoreSlim completions = new(0);
    private int inFlight;

    /// <summary>A batch with nothing in it.</summary>
    /// <param name="work">What to do with an input.</param>
    /// <param name="throttleLimit">How many inputs are worked on at a time, 1 or more.</param>
    /// <param name="ordered">Whether results come in input order; else as they finish.</param>
    public Batch(Func<TInput, Task<TResult>> work, int throttleLimit, bool ordered) =>
        (this.work, this.throttleLimit, this.ordered) = (work, throttleLimit, ordered);

    /// <summary>Whether nothing is being worked on and every result is taken.</summary>
    public bool IsEmpty => pending.Count == 0;

    /// <summary>Whether an input must wait until results are taken.</summary>
    public bool IsFull =>
        Volatile.Read(ref inFlight) >= throttleLimit || pending.Count >= (long)throttleLimit * BacklogPerSlot;

    /// <summary>Everything that was added and whose result was not taken, in input order.</summary>
    public IEnumerable<(TInput Input, Task<TResult> Task)> Pending => pending;

    /// <summary>Begins work on an input.</summary>
    /// <param name="input">The input.</param>
    public void Add(TInput input)
    {
        Interlocked.Increment(ref inFlight);
        var task = Task.Run(() => work(input));
        pending.AddLast((input, task));
        task.ContinueWith(
            _ =>
            {
                Interlocked.Decrement(ref inFlight);
                completions.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Puts a failure where the result of an input would come.</summary>
    /// <param name="input">The input.</param>
    /// <param name="error">Why there is no work to do.</param>
    public void AddFailure(TInput input, Exception error) =>
        pending.AddLast((input, Task.FromException<TResult>(error)));

    /// <summary>Takes the next result if it is there.</summary>
    /// <param name="input">The input.</param>
    /// <param name="result">The finished work: a result, a failure, or cancelled.</param>
    public bool TryTake(out TInput input, out Task<TResult> result)
    {
        for (var node = pending.First; node is not null; node = ordered ? null : node.Next)
        {
            if (!node.Value.Task.IsCompleted)
                continue;
            (input, result) = node.Value;
            pending.Remove(node);
            return true;
        }
        (input, result) = (default!, null!);
        return false;
    }

    /// <summary>Waits until some work has finished since the last wait.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void WaitForCompletion(CancellationToken cancellationToken) => completions.Wait(cancellationToken);
}
