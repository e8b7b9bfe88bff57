using System.Globalization;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The changes that calls have made, oldest first.</summary>
internal sealed class Journal(OrderedStore<JournalEntry> entries)
{
    /// <summary>How many changes are kept; older ones are dropped. One needs about 400 bytes.</summary>
    public const int Capacity = 10_000;

    private static readonly string[] Reads = ["Describe", "Get", "List"];

    private long Last => entries.Count == 0 ? 0 : entries.At(entries.Count - 1).Sequence;

    /// <summary>Adds what a call has changed; a call that only reads is left out.</summary>
    /// <param name="context">The time, account and region of the call.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="requestId">The id of the request.</param>
    /// <param name="clientToken">The request's client token; null when it has none.</param>
    /// <param name="resource">The ARN or id of the resource; null when there is none.</param>
    public void Add(OperationContext context, string operation, string requestId, string? clientToken, string? resource)
    {
        if (Reads.Any(verb => operation.StartsWith(verb, StringComparison.Ordinal)))
            return;
        var entry = new JournalEntry(
            Last + 1, context.Now, operation, context.State.Account, context.State.Region, clientToken, requestId, resource);
        entries.Put(KeyOf(entry), entry);
        if (entries.Count > Capacity)
            entries.Remove(KeyOf(entries.At(0)));
    }

    /// <summary>The changes after a sequence number.</summary>
    /// <param name="after">The last sequence number that the caller knows; 0 for all.</param>
    /// <param name="max">How many changes the page has at most.</param>
    public JournalPage Read(int after, int max) => new(
        Last - entries.Count + 1, Last, [.. entries.After(KeyOf(after)).Take(max).Select(entry => entry.Value)]);

    private static string KeyOf(JournalEntry entry) => KeyOf(entry.Sequence);

    private static string KeyOf(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);
}

/// <summary>One change.</summary>
/// <param name="Sequence">Its number; the first change has 1.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Account">The caller's account.</param>
/// <param name="Region">The caller's region.</param>
/// <param name="ClientToken">The request's client token; null when it has none.</param>
/// <param name="RequestId">The id of the request that made the change.</param>
/// <param name="Resource">The ARN or id of the resource; null when neither response nor request has one.</param>
internal sealed record JournalEntry(
    long Sequence, DateTimeOffset Time, string Operation, string Account, string Region, string? ClientToken, string RequestId, string? Resource);

/// <summary>A page of changes.</summary>
/// <param name="FirstSequence">The number of the oldest change that is kept.</param>
/// <param name="LastSequence">The number of the newest change; 0 when there is none.</param>
/// <param name="Entries">The changes, oldest first.</param>
internal sealed record JournalPage(long FirstSequence, long LastSequence, IReadOnlyList<JournalEntry> Entries);
