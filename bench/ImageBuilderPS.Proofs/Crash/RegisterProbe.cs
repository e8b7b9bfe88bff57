namespace ImageBuilderPS.Proofs.Crash;

/// <summary>
/// Writes the numbers 1, 2, 3… to one resource, each number to several places of it with one request. The resource then has
/// the last answered number, or that of a later request without an answer, and the same in all places.
/// </summary>
internal abstract class RegisterProbe(string operation, Findings findings) : Probe(operation, findings)
{
    private int sent;
    private int answered;
    private int roundStart;

    /// <summary>The resource, as the journal has it.</summary>
    protected abstract string Resource { get; }

    public override Task PrepareAsync(ServiceClient service, int round)
    {
        roundStart = sent;
        return Task.CompletedTask;
    }

    /// <summary>Whether a request has a client token, so that the service makes its change once.</summary>
    protected virtual bool HasToken => false;

    public override async Task CheckAsync(ServiceClient service, long since)
    {
        var number = await ReadNumberAsync(service).ConfigureAwait(false);
        if (number < answered)
            Findings.Lost(Operation, $"{Resource} has {number}; {answered} was answered");
        if (number > sent)
            Findings.Doubled(Operation, $"{Resource} has {number}; {sent} was the last that was sent");
        await CheckJournalAsync(service, since, number).ConfigureAwait(false);
        if (sent > answered)
            Findings.Unanswered(Operation, isMade: number == sent);
        // The last request again. Without a token that would be another change.
        if (sent > number || (HasToken && sent > roundStart))
        {
            var again = await WriteAsync(service, sent).ConfigureAwait(false);
            if (!again.IsOk || await ReadNumberAsync(service).ConfigureAwait(false) != sent)
                Findings.Half(Operation, $"{Resource}: {sent} again: {again}");
            await CheckJournalAsync(service, since, sent).ConfigureAwait(false);
        }
        answered = sent;
    }

    public override async Task CheckAllAsync(ServiceClient service)
    {
        if (await ReadNumberAsync(service).ConfigureAwait(false) != sent)
            Findings.Lost(Operation, $"{Resource} does not have {sent}, the number after its last round");
    }

    protected override async Task<string?> SendAsync(ServiceClient service)
    {
        var number = ++sent;
        var reply = await WriteAsync(service, number).ConfigureAwait(false);
        if (!reply.IsOk)
            return $"{Resource}: {reply}";
        answered = number;
        return null;
    }

    /// <summary>Writes a number to all places of the resource.</summary>
    protected abstract Task<Reply> WriteAsync(ServiceClient service, int number);

    /// <summary>The numbers in all places of the resource; 0 where none was written.</summary>
    protected abstract Task<int[]> ReadAsync(ServiceClient service);

    private async Task CheckJournalAsync(ServiceClient service, long since, int number)
    {
        var made = (await JournalCounts.ReadAsync(service, since).ConfigureAwait(false)).Of(Operation, Resource);
        if (made < number - roundStart)
            Findings.Half(Operation, $"{Resource}: {made} changes in the journal, from {roundStart} to {number}");
        if (made > number - roundStart)
            Findings.Doubled(Operation, $"{Resource}: {made} changes in the journal, from {roundStart} to {number}");
    }

    private async Task<int> ReadNumberAsync(ServiceClient service)
    {
        var numbers = await ReadAsync(service).ConfigureAwait(false);
        if (numbers.Distinct().Count() > 1)
            Findings.Half(Operation, $"{Resource} has {string.Join(", ", numbers)}");
        return numbers[0];
    }
}
