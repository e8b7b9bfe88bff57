using System.Diagnostics.CodeAnalysis;

namespace ImageBuilderPS.Concurrency;

/// <summary>
/// Works on many inputs at once and delivers results in input order. One thread adds inputs and takes results; the work
/// runs on other threads. The number of inputs in flight is limited, and so is the number of results not taken: memory
/// stays flat however long the input is.
/// </summary>
/// <typeparam name="TInput">The input.</typeparam>
/// <typeparam name="TResult">The result.</typeparam>
[SuppressMessage("Design", "CA1001", Justification = "The event makes no wait handle, and late completions still set it.")]
public sealed class Batch<TInput, TResult>
{
    // Progress that is shown less often looks stuck.
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(200);

    private readonly Func<TInput, Action, Task<TResult>> work;
    private readonly LinkedList<(TInput Input, Task<TResult> Task)> pending = new();
    private readonly ManualResetEventSlim changed = new();
    private int inFlight;
    private int finished;

    /// <summary>An empty batch.</summary>
    /// <param name="work">
    /// Works on an input. It may call the action, <c>releaseSlot</c>, once only waiting is left: the slot is then free for
    /// the next input.
    /// </param>
    public Batch(Func<TInput, Action, Task<TResult>> work) => this.work = work;

    /// <summary>How many inputs are in flight at a time, 1 or more; 10 by default.</summary>
    public int ThrottleLimit { get; init; } = 10;

    /// <summary>How many inputs may be started and not taken, 1 or more; 80 by default.</summary>
    public int Backlog { get; init; } = 80;

    /// <summary>Whether results come as they finish rather than in input order.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>How many inputs are finished, whether their results are taken or not.</summary>
    public int Finished => Volatile.Read(ref finished);

    /// <summary>The inputs whose result was not taken, in input order.</summary>
    public IEnumerable<(TInput Input, Task<TResult> Task)> Pending => pending;

    internal bool IsEmpty => pending.Count == 0;

    internal bool IsFull => Volatile.Read(ref inFlight) >= ThrottleLimit || pending.Count >= Math.Max(Backlog, ThrottleLimit);

    /// <summary>Starts work on an input, then takes results until there is a free slot for the next input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="onResult">Takes a finished task: a result, a failure, or cancelled.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="onTick">Called before results are taken, and every 200 ms during a wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public void Add(
        TInput input, Action<TInput, Task<TResult>> onResult, CancellationToken cancellationToken, Action? onTick = null)
    {
        Start(input);
        DrainUntil(() => !IsFull, onResult, onTick, cancellationToken);
    }

    /// <summary>Adds a failure in the place of an input's result.</summary>
    /// <param name="input">The input.</param>
    /// <param name="error">Why no work was started.</param>
    /// <param name="onResult">As for <see cref="Add"/>.</param>
    /// <param name="cancellationToken">As for <see cref="Add"/>.</param>
    /// <param name="onTick">As for <see cref="Add"/>.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public void AddFailure(
        TInput input, Exception error, Action<TInput, Task<TResult>> onResult, CancellationToken cancellationToken, Action? onTick = null)
    {
        StartFailed(input, error);
        DrainUntil(() => !IsFull, onResult, onTick, cancellationToken);
    }

    /// <summary>Takes all results.</summary>
    /// <param name="onResult">As for <see cref="Add"/>.</param>
    /// <param name="cancellationToken">As for <see cref="Add"/>.</param>
    /// <param name="onTick">As for <see cref="Add"/>.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public void DrainAll(Action<TInput, Task<TResult>> onResult, CancellationToken cancellationToken, Action? onTick = null) =>
        DrainUntil(() => IsEmpty, onResult, onTick, cancellationToken);

    internal void Start(TInput input)
    {
        Interlocked.Increment(ref inFlight);
        var released = 0;

        void ReleaseSlot()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
                Interlocked.Decrement(ref inFlight);
            changed.Set();
        }

        void Finish()
        {
            Interlocked.Increment(ref finished);
            ReleaseSlot();
        }

        var task = Task.Run(() => work(input, ReleaseSlot));
        pending.AddLast((input, task));
        task.ContinueWith(
            _ => Finish(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    internal void StartFailed(TInput input, Exception error)
    {
        Interlocked.Increment(ref finished);
        pending.AddLast((input, Task.FromException<TResult>(error)));
    }

    internal bool TryTake(out TInput input, out Task<TResult> result)
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

    // Waits until work finished or a slot was released since the last call. What changes after the reset sets the event again.
    internal void WaitForChange(TimeSpan timeout, CancellationToken cancellationToken)
    {
        changed.Wait(timeout, cancellationToken);
        changed.Reset();
    }

    private void DrainUntil(
        Func<bool> isDone, Action<TInput, Task<TResult>> onResult, Action? onTick, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            onTick?.Invoke();
            while (TryTake(out var input, out var result))
                onResult(input, result);
            if (isDone())
                return;
            WaitForChange(TickInterval, cancellationToken);
        }
    }
}
