namespace ImageBuilderPS.LocalService.Storage;

/// <summary>One saved item of the state: a resource, a client token, a setting.</summary>
/// <param name="Account">The account; empty for what belongs to the whole service.</param>
/// <param name="Region">The region; empty for what belongs to the whole service.</param>
/// <param name="Kind">The name of the item's store.</param>
/// <param name="Key">The item's key in its store.</param>
/// <param name="Value">The item as JSON; null when it was removed.</param>
internal sealed record StateRecord(string Account, string Region, string Kind, string Key, byte[]? Value);
