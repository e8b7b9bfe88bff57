using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Distributing.Ledger;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Distributing;

/// <summary>A request of a batch, and how far it is. Safe for many threads.</summary>
/// <param name="request">The request.</param>
internal sealed class PendingDistribution(DistributeImageRequest request)
{
    private readonly object gate = new();
    private State state;
    private DistributeImageResponse? response;

    private enum State
    {
        NotSent,
        Sent,
        Refused,
        Answered,
    }

    public DistributeImageRequest Request => request;

    /// <summary>Its place in the pipeline.</summary>
    public int Number { get; init; }

    /// <summary>Whether the caller gave the client token, which may have been sent before.</summary>
    public bool HasGivenToken { get; init; }

    /// <summary>Its entry in the ledger; null without a ledger.</summary>
    public LedgerEntry? Entry { get; init; }

    /// <summary>What was found before it was sent; null where nobody asked.</summary>
    public DistributeImageTest? Test { get; set; }

    /// <summary>Whether the service may have taken the request: it was sent, and not refused.</summary>
    public bool IsSent
    {
        get
        {
            lock (gate)
                return state is State.Sent or State.Answered;
        }
    }

    /// <summary>The response; null before it arrives.</summary>
    public DistributeImageResponse? Response
    {
        get
        {
            lock (gate)
                return response;
        }
    }

    /// <summary>Marks the request as sent, unless the pipeline was cancelled before.</summary>
    /// <param name="cancellation">Cancelled when the pipeline is stopped.</param>
    /// <returns>Whether to send it.</returns>
    /// <remarks>
    /// The check and the change are one step under the lock. A thread that cancels first and then reads
    /// <see cref="IsSent"/> therefore misses no request that is sent.
    /// </remarks>
    public bool TryMarkSent(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (cancellation.IsCancellationRequested)
                return false;
            state = State.Sent;
            return true;
        }
    }

    /// <summary>Records that the service refused the request. A throttled request may be sent again.</summary>
    public void MarkRefused()
    {
        lock (gate)
            state = State.Refused;
    }

    /// <summary>Records the response.</summary>
    public void MarkAnswered(DistributeImageResponse answer)
    {
        lock (gate)
            (state, response) = (State.Answered, answer);
    }
}
