using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Tests.Concurrency;

public class BatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Results_come_in_input_order()
    {
        var gates = Gates(3);
        var batch = new Batch<int, int>((input, _) => gates[input].Task);
        for (var i = 0; i < 3; i++)
            batch.Start(i);

        gates[2].SetResult(2);
        gates[1].SetResult(1);

        Assert.False(batch.TryTake(out _, out _));
        gates[0].SetResult(0);
        Assert.Equal([0, 1, 2], TakeAll(batch));
    }

    [Fact]
    public void A_finished_input_counts_before_its_result_is_taken()
    {
        var gates = Gates(3);
        var batch = new Batch<int, int>((input, _) => gates[input].Task);
        for (var i = 0; i < 3; i++)
            batch.Start(i);
        batch.StartFailed(3, new InvalidOperationException());

        gates[2].SetResult(2);

        Assert.True(SpinWait.SpinUntil(() => batch.Finished == 2, Patience));
        Assert.False(batch.TryTake(out _, out _));
        gates[1].SetResult(1);
        gates[0].SetResult(0);
        Assert.True(SpinWait.SpinUntil(() => batch.Finished == 4, Patience));
    }

    [Fact]
    public void Unordered_results_come_as_they_finish()
    {
        var gates = Gates(2);
        var batch = new Batch<int, int>((input, _) => gates[input].Task) { IsUnordered = true };
        batch.Start(0);
        batch.Start(1);

        gates[1].SetResult(1);
        Assert.Equal(1, Take(batch));
        gates[0].SetResult(0);
        Assert.Equal(0, Take(batch));
    }

    [Fact]
    public void A_thousand_inputs_are_worked_on_once_each_within_the_limit()
    {
        var (running, most, times) = (0, 0, new int[1000]);
        var gate = new object();
        var batch = new Batch<int, int>(async (input, _) =>
        {
            lock (gate)
            {
                times[input]++;
                most = Math.Max(most, ++running);
            }
            await Task.Yield();
            lock (gate)
                running--;
            return input;
        })
        { ThrottleLimit = 16 };
        var results = new List<int>();

        for (var i = 0; i < times.Length; i++)
        {
            batch.Start(i);
            while (batch.IsFull)
                results.AddRange(TakeFinished(batch));
        }
        results.AddRange(TakeAll(batch));

        Assert.Equal(Enumerable.Range(0, times.Length), results);
        Assert.All(times, time => Assert.Equal(1, time));
        Assert.InRange(most, 1, 16);
    }

    [Fact]
    public void A_batch_is_full_while_all_slots_are_taken()
    {
        var gates = Gates(2);
        var batch = new Batch<int, int>((input, _) => gates[input].Task) { ThrottleLimit = 2 };

        batch.Start(0);
        Assert.False(batch.IsFull);
        batch.Start(1);
        Assert.True(batch.IsFull);

        gates[1].SetResult(1);
        WaitUntil(batch, () => !batch.IsFull);
        Assert.False(batch.TryTake(out _, out _));
    }

    [Fact]
    public void A_released_slot_is_free_for_the_next_input_within_the_backlog()
    {
        var end = new TaskCompletionSource<int>();
        var batch = new Batch<int, int>((_, releaseSlot) =>
        {
            releaseSlot();
            return end.Task;
        })
        { ThrottleLimit = 1, Backlog = 3 };

        batch.Start(0);
        WaitUntil(batch, () => !batch.IsFull);
        batch.Start(1);
        WaitUntil(batch, () => !batch.IsFull);
        batch.Start(2);

        Assert.True(batch.IsFull);
        end.SetResult(7);
        Assert.Equal([7, 7, 7], TakeAll(batch));
        Assert.False(batch.IsFull);
    }

    [Fact]
    public void A_failure_comes_in_the_place_of_its_input()
    {
        var gate = new TaskCompletionSource<int>();
        var batch = new Batch<int, int>((_, _) => gate.Task);
        batch.Start(0);
        batch.StartFailed(1, new InvalidOperationException("no"));

        Assert.False(batch.TryTake(out _, out _));
        gate.SetResult(0);

        Assert.Equal(0, Take(batch));
        Assert.True(batch.TryTake(out var input, out var result));
        Assert.Equal(1, input);
        Assert.Equal("no", result.Exception!.InnerException!.Message);
        Assert.True(batch.IsEmpty);
    }

    [Fact]
    public void Pending_has_the_inputs_whose_results_were_not_taken()
    {
        var batch = new Batch<int, int>((_, _) => new TaskCompletionSource<int>().Task);
        batch.Start(4);
        batch.Start(5);

        Assert.Equal([4, 5], batch.Pending.Select(pending => pending.Input));
    }

    [Fact]
    public async Task Adding_waits_for_a_free_slot_and_takes_results_meanwhile()
    {
        var gates = Gates(3);
        var batch = new Batch<int, int>((input, _) => gates[input].Task) { ThrottleLimit = 2 };
        var results = new List<int>();
        var ticks = 0;
        batch.Add(0, Take, CancellationToken.None);

        var adding = Task.Run(() => batch.Add(1, Take, CancellationToken.None, () => ticks++));

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ticks) > 1, Patience));
        Assert.False(adding.IsCompleted);
        gates[0].SetResult(0);
        await adding.WaitAsync(Patience);
        Assert.Equal([0], results);
        gates[1].SetResult(1);
        batch.DrainAll(Take, CancellationToken.None);
        Assert.Equal([0, 1], results);

        void Take(int input, Task<int> task) => results.Add(task.Result);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_for_a_slot()
    {
        using var stopping = new CancellationTokenSource();
        var batch = new Batch<int, int>((_, _) => new TaskCompletionSource<int>().Task) { ThrottleLimit = 1 };

        var adding = Task.Run(() => batch.Add(0, (_, _) => { }, stopping.Token));
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding.WaitAsync(Patience));
        Assert.Single(batch.Pending);
    }

    private static TaskCompletionSource<int>[] Gates(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously))];

    private static int Take(Batch<int, int> batch)
    {
        var (taken, value) = (false, 0);
        WaitUntil(batch, () =>
        {
            taken = batch.TryTake(out _, out var result);
            value = taken ? result.Result : 0;
            return taken;
        });
        return value;
    }

    private static List<int> TakeAll(Batch<int, int> batch)
    {
        var results = new List<int>();
        while (!batch.IsEmpty)
            results.Add(Take(batch));
        return results;
    }

    private static IEnumerable<int> TakeFinished(Batch<int, int> batch)
    {
        batch.WaitForChange(Patience, CancellationToken.None);
        while (batch.TryTake(out _, out var result))
            yield return result.Result;
    }

    private static void WaitUntil(Batch<int, int> batch, Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!condition())
            batch.WaitForChange(TimeSpan.FromMilliseconds(50), deadline.Token);
    }
}
