using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Ec2;

/// <summary>
/// The calls to one account and region: a limited number at a time, and one back-off for all. A failure becomes a problem
/// of the AMIs that need the call. An operation that the service refuses is not asked again.
/// </summary>
/// <param name="ec2">The connection.</param>
/// <param name="throttleLimit">How many calls are made at a time.</param>
/// <param name="clock">The clock.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class Ec2Calls(IEc2 ec2, int throttleLimit, TimeProvider clock, CancellationToken cancellation) : IDisposable
{
    // A role of another account, or the credentials, were refused: no operation can be asked.
    private const string AllOperations = "*";

    private readonly SemaphoreSlim slots = new(throttleLimit);
    private readonly SharedBackoff backoff = new(clock);
    private readonly ConcurrentDictionary<string, AmiFactProblem> refused = new(StringComparer.Ordinal);

    public void Dispose() => slots.Dispose();

    /// <summary>Finds the credentials.</summary>
    /// <param name="permission">The permission that this needs; null for none.</param>
    /// <returns>Why there are none; null when there are.</returns>
    public async Task<AmiFactProblem?> ConnectAsync(string? permission)
    {
        var connected = await SendAsync(permission, async (service, token) =>
        {
            await service.ResolveCredentialsAsync(token).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return connected.Problem;
    }

    /// <summary>Makes a call. A failure is a problem of AMIs.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="permission">The permission that the call needs.</param>
    /// <param name="amis">The AMIs that need the call.</param>
    /// <param name="call">Makes it.</param>
    /// <param name="take">Takes what was read.</param>
    public async Task RunAsync<T>(string permission, IEnumerable<AmiRead> amis, Func<IEc2, CancellationToken, Task<T>> call, Action<T> take)
    {
        var result = await SendAsync(permission, call).ConfigureAwait(false);
        if (result.Problem is { } problem)
            AddProblem(amis, problem);
        else
            take(result.Value!);
    }

    /// <summary>Makes calls that take several items each, side by side.</summary>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="permission">The permission that the calls need.</param>
    /// <param name="items">The items.</param>
    /// <param name="size">How many items a call takes.</param>
    /// <param name="amis">The AMIs that need an item.</param>
    /// <param name="call">Makes a call.</param>
    /// <param name="take">Takes what was read of a batch. It is called by many threads.</param>
    /// <param name="onEnd">Called for each item whose call has ended, whether it failed or not.</param>
    public Task RunBatchesAsync<TItem, T>(
        string permission,
        IReadOnlyList<TItem> items,
        int size,
        Func<TItem, IEnumerable<AmiRead>> amis,
        Func<IEc2, IReadOnlyList<TItem>, CancellationToken, Task<T>> call,
        Action<IReadOnlyList<TItem>, T> take,
        Action<TItem>? onEnd = null)
    {
        return Task.WhenAll(Batches(items, size).Select(RunBatchAsync));

        async Task RunBatchAsync(IReadOnlyList<TItem> batch)
        {
            var result = await SendAsync(permission, (service, token) => call(service, batch, token)).ConfigureAwait(false);
            if (batch.Count > 1 && IsOfOneItem(result.Problem?.ErrorCode))
            {
                await Task.WhenAll(batch.Select(item => RunBatchAsync([item]))).ConfigureAwait(false);
                return;
            }
            if (result.Problem is { } problem)
                AddProblem(batch.SelectMany(amis), problem);
            else
                take(batch, result.Value!);
            foreach (var item in batch)
                onEnd?.Invoke(item);
        }
    }

    /// <summary>Makes a call, unless its operation was refused before.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="permission">The permission that the call needs; null where a failure concerns all operations.</param>
    /// <param name="call">Makes the call.</param>
    public async Task<(T? Value, AmiFactProblem? Problem)> SendAsync<T>(string? permission, Func<IEc2, CancellationToken, Task<T>> call)
    {
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (FindRefusal(permission) is { } known)
                return (default, known);
            return (await backoff.SendAsync(() => call(ec2, cancellation), cancellation).ConfigureAwait(false), null);
        }
        catch (ConnectionException error)
        {
            var problem = AmiFactProblem.From(error);
            refused[AllOperations] = problem;
            return (default, problem);
        }
        catch (ImageBuilderException error)
        {
            var problem = AmiFactProblem.From(permission, error);
            if (IsRefusal(error))
                refused[permission ?? AllOperations] = problem;
            return (default, problem);
        }
        finally
        {
            slots.Release();
        }
    }

    public static void AddProblem(IEnumerable<AmiRead> amis, AmiFactProblem problem)
    {
        foreach (var ami in amis)
            ami.AddProblem(problem);
    }

    private AmiFactProblem? FindRefusal(string? permission) =>
        refused.TryGetValue(AllOperations, out var all) ? all
        : permission is not null && refused.TryGetValue(permission, out var problem) ? problem
        : null;

    // Other calls of the operation would fail too, unless the service failed or did not know one of the ids. A call that was
    // throttled for minutes is not made again.
    private static bool IsRefusal(ImageBuilderException error) =>
        error.IsThrottle || !(error.StatusCode is 500 or > 501 || IsOfOneItem(error.ErrorCode));

    // EC2's errors of an id: InvalidAMIID.NotFound, InvalidSnapshot.NotFound, InvalidLaunchTemplateId.NotFound.
    private static bool IsOfOneItem(string? errorCode) => errorCode?.StartsWith("Invalid", StringComparison.Ordinal) == true && errorCode.Contains('.');

    private static IEnumerable<IReadOnlyList<T>> Batches<T>(IReadOnlyList<T> items, int size)
    {
        for (var start = 0; start < items.Count; start += size)
            yield return [.. items.Skip(start).Take(size)];
    }
}
