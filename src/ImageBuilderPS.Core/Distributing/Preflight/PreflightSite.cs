using System.Collections.Concurrent;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>An account in a region, of which everything is read once. Safe for many threads.</summary>
/// <param name="slots">How many calls are made at a time, to all accounts and regions together.</param>
/// <param name="open">Connects.</param>
/// <param name="cancellation">Ends the reads.</param>
internal sealed class PreflightSite(
    SemaphoreSlim slots,
    Func<Task<(Ec2Calls? Calls, AmiFactProblem? Problem)>> open,
    CancellationToken cancellation)
{
    private readonly Lazy<Task<(Ec2Calls? Calls, AmiFactProblem? Problem)>> connection = new(open);
    private readonly ConcurrentDictionary<string, Lazy<Task>> reads = new(StringComparer.Ordinal);

    /// <summary>Why there is no connection; null when there is.</summary>
    public async Task<AmiFactProblem?> ConnectAsync() => (await connection.Value.ConfigureAwait(false)).Problem;

    /// <summary>Reads something, unless it was read before.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="permission">The permission that this needs.</param>
    /// <param name="call">Makes the call.</param>
    /// <param name="key">What tells it from the other reads with this permission.</param>
    public Task<(T? Value, AmiFactProblem? Problem)> ReadAsync<T>(string permission, Func<IEc2, CancellationToken, Task<T>> call, string key = "") =>
        (Task<(T? Value, AmiFactProblem? Problem)>)reads.GetOrAdd($"{permission} {key}", _ => new(() => SendAsync(permission, call))).Value;

    private async Task<(T? Value, AmiFactProblem? Problem)> SendAsync<T>(string permission, Func<IEc2, CancellationToken, Task<T>> call)
    {
        var (calls, problem) = await connection.Value.ConfigureAwait(false);
        if (calls is null)
            return (default, problem);
        await slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await calls.SendAsync(permission, call).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }
}
