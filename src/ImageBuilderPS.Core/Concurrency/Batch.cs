using System.Diagnostics.CodeAnalysis;

namespace ImageBuilderPS.Concurrency;

/// <summary>
/// Work on many inputs at once, with results in input order. One thread feeds it and takes results; the work itself
/// runs elsewhere. What is in flight is bounded, and so is what was begun and not yet taken: memory stays flat however
/// long the input is.
/// </summary>
/// <typeparam name="TInput">What is worked on.</typeparam>
/// <typeparam name="TResult">What comes out.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore makes no wait handle, and late completions still release it.")]
public sealed class Batch<TInput, TResult>
{
    private readonly Func<TInput, Action, Task<TResult>> work;
    private readonly LinkedList<(TInput Input, Task<TResult> Task)> pending = new();
    private readonly SemaphoreSlim signals = new(0);
    private int inFlight;
    private int finished;

    /// <summary>A batch with nothing in it.</summary>
    /// <param name="work">
    /// What to do with an input. It may call the action once it no longer loads the service, such as when it only waits;
    /// the input's place then goes to another one.
    /// </param>
    public Batch(Func<TInput, Action, Task<TResult>> work) => this.work = work;

    /// <summary>How many inputs are in flight at a time, 1 or more; 10 by default.</summary>
    public int ThrottleLimit { get; init; } = 10;

    /// <summary>How many inputs may be begun and not taken, 1 or more; 80 by default.</summary>
    public int Backlog { get; init; } = 80;

    /// <summary>Whether results come as they finish rather than in input order.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>How many inputs are done, whether their results are taken or not.</summary>
    public int Finished => Volatile.Read(ref finished);

    /// <summary>Whether every result is taken.</summary>
    public bool IsEmpty => pending.Count == 0;

    /// <summary>Whether an input must wait until others are done or taken.</summary>
    public bool IsFull => Volatile.Read(ref inFlight) >= ThrottleLimit || pending.Count >= Math.Max(Backlog, ThrottleLimit);

    /// <summary>Everything that was added and whose result was not taken, in input order.</summary>
    public IEnumerable<(TInput Input, Task<TResult> Task)> Pending => pending;

    /// <summary>Begins work on an input.</summary>
    /// <param name="input">The input.</param>
    public void Add(TInput input)
    {
        Interlocked.Increment(ref inFlight);
        var left = 0;
        void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                Interlocked.Decrement(ref inFlight);
            signals.Release();
        }
        var task = Task.Run(() => work(input, Leave));
        pending.AddLast((input, task));
        void Finish()
        {
            Interlocked.Increment(ref finished);
            Leave();
        }
        task.ContinueWith(
            _ => Finish(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Puts a failure where the result of an input would come.</summary>
    /// <param name="input">The input.</param>
    /// <param name="error">Why there is no work to do.</param>
    public void AddFailure(TInput input, Exception error)
    {
        Interlocked.Increment(ref finished);
        pending.AddLast((input, Task.FromException<TResult>(error)));
    }

    /// <summary>Takes the next result if it is there.</summary>
    /// <param name="input">The input.</param>
    /// <param name="result">The finished work: a result, a failure, or cancelled.</param>
    public bool TryTake(out TInput input, out Task<TResult> result)
    {
        for (var node = pending.First; node is not null; node = IsUnordered ? node.Next : null)
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

    /// <summary>Waits until something has changed since the last wait: work was done, or an input left its place.</summary>
    /// <param name="longest">The longest wait; then it is time to look around.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public void WaitForChange(TimeSpan longest, CancellationToken cancellationToken) => signals.Wait(longest, cancellationToken);
}
