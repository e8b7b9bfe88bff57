namespace ImageBuilderPS.Proofs.Crash;

/// <summary>
/// Creates resources, each with a client token of its own. An answered one exists once and whole. One without an answer
/// exists once and whole, with its token, or not at all. The same request again gives the same resource.
/// </summary>
internal abstract class CreationProbe(string operation, string id, Findings findings) : Probe(operation, findings)
{
    private readonly List<Creation> round = [];
    private readonly List<string> confirmed = [];
    private int last;

    /// <summary>What the names and tokens of this probe begin with.</summary>
    protected string Id => id;

    /// <summary>The response's member with the ARN.</summary>
    protected abstract string ArnMember { get; }

    public override async Task CheckAsync(ServiceClient service, long since)
    {
        var journal = await JournalCounts.ReadAsync(service, since).ConfigureAwait(false);
        var found = await FindAsync(service).ConfigureAwait(false);
        foreach (var creation in round)
        {
            var arns = found[creation.Token].ToList();
            if (arns.Count > 1)
                Findings.Doubled(Operation, $"{creation}: {string.Join(", ", arns)}");
            if (journal.Of(Operation, creation.Token) != Math.Min(arns.Count, 1))
                Findings.Half(Operation, $"{creation}: {journal.Of(Operation, creation.Token)} times in the journal, {arns.Count} resources");
            if (creation.Arn is null)
                Findings.Unanswered(Operation, isMade: arns.Count > 0);
            else if (!arns.Contains(creation.Arn))
                Findings.Lost(Operation, $"{creation} was answered");

            var again = await CreateAsync(service, creation).ConfigureAwait(false);
            var arn = again.IsOk ? (string?)again.Body[ArnMember] : null;
            if (arn is null)
                Findings.Half(Operation, $"{creation}: the same request again: {again}");
            else if (arns.Count > 0 && !arns.Contains(arn))
                Findings.Doubled(Operation, $"{creation}: the same request again gives {arn}, not {arns[0]}");
            else if (await DescribeDefectAsync(service, creation.Number, arn).ConfigureAwait(false) is { } defect)
                Findings.Half(Operation, $"{creation}: {defect}");
            else
                confirmed.Add(arn);
        }
        journal = await JournalCounts.ReadAsync(service, since).ConfigureAwait(false);
        foreach (var creation in round.Where(creation => journal.Of(Operation, creation.Token) != 1))
            Findings.Doubled(Operation, $"{creation}: {journal.Of(Operation, creation.Token)} times in the journal after the same request again");
        foreach (var token in (await FindAsync(service).ConfigureAwait(false)).Where(group => group.Count() > 1))
            Findings.Doubled(Operation, $"{token.Key}: {string.Join(", ", token)}");
        round.Clear();
    }

    public override async Task CheckAllAsync(ServiceClient service)
    {
        foreach (var arn in confirmed)
        {
            if (!await ExistsAsync(service, arn).ConfigureAwait(false))
                Findings.Lost(Operation, $"{arn} existed after its round");
        }
    }

    protected override async Task<string?> SendAsync(ServiceClient service)
    {
        var creation = new Creation(++last, $"{id}-{last}");
        round.Add(creation);
        var reply = await CreateAsync(service, creation).ConfigureAwait(false);
        creation.Arn = reply.IsOk ? (string?)reply.Body[ArnMember] : null;
        return creation.Arn is null ? $"{creation}: {reply}" : null;
    }

    /// <summary>Sends the request.</summary>
    protected abstract Task<Reply> CreateAsync(ServiceClient service, Creation creation);

    /// <summary>The ARNs of the resources of this round, by client token.</summary>
    protected abstract Task<ILookup<string, string>> FindAsync(ServiceClient service);

    /// <summary>What is missing of a resource; null when it is whole.</summary>
    protected abstract Task<string?> DescribeDefectAsync(ServiceClient service, int number, string arn);

    /// <summary>Whether there is a resource.</summary>
    protected abstract Task<bool> ExistsAsync(ServiceClient service, string arn);

    /// <summary>The tokens of this round.</summary>
    protected IEnumerable<Creation> Round => round;

    /// <summary>A request.</summary>
    protected sealed record Creation(int Number, string Token)
    {
        /// <summary>What it created; null without an answer.</summary>
        public string? Arn { get; set; }

        public override string ToString() => Token;
    }
}
