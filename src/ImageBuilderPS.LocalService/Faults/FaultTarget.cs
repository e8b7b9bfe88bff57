namespace ImageBuilderPS.LocalService.Faults;

/// <summary>What may fail: a call, or one target of a distribution.</summary>
/// <param name="operation">The operation; null for a distribution.</param>
/// <param name="region">The region of the call, or the target region.</param>
/// <param name="account">The account of the caller, or the target account.</param>
/// <param name="source">Reads what the request is about; asked only if a rule selects by it.</param>
internal sealed class FaultTarget(string? operation, string region, string account, Func<string?> source)
{
    private readonly Lazy<string?> source = new(source);

    public string? Operation { get; } = operation;

    public string Region { get; } = region;

    public string Account { get; } = account;

    public string? Source => source.Value;
}
