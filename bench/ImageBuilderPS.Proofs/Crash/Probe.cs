namespace ImageBuilderPS.Proofs.Crash;

/// <summary>One client that makes changes with one operation, one after another, and knows which of them were answered.</summary>
internal abstract class Probe(string operation, Findings findings)
{
    public string Operation => operation;

    protected Findings Findings => findings;

    /// <summary>Creates what the changes of a round need.</summary>
    public virtual Task PrepareAsync(ServiceClient service, int round) => Task.CompletedTask;

    /// <summary>Makes the next change.</summary>
    /// <returns>Whether it was accepted; false ends the round of this probe.</returns>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<bool> ChangeAsync(ServiceClient service)
    {
        Findings.Sent(operation);
        if (await SendAsync(service).ConfigureAwait(false) is { } refusal)
        {
            Findings.Refused(operation, refusal);
            return false;
        }
        Findings.Answered(operation);
        return true;
    }

    /// <summary>Checks the changes of the round.</summary>
    /// <param name="service">The service, started again.</param>
    /// <param name="since">The number of the last change in the journal before the round.</param>
    public abstract Task CheckAsync(ServiceClient service, long since);

    /// <summary>Checks at the end that the changes of all rounds are there.</summary>
    public virtual Task CheckAllAsync(ServiceClient service) => Task.CompletedTask;

    /// <summary>Sends the next change and notes it before and after.</summary>
    /// <returns>Why the service refuses it; null when it does not.</returns>
    protected abstract Task<string?> SendAsync(ServiceClient service);
}
