using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>
/// A distribution in progress: the states that it goes through, and when. There is no timer: <see cref="Apply"/> computes the
/// states for a given time.
/// </summary>
internal sealed class DistributionRun
{
    private readonly IReadOnlyList<string> states;
    private readonly IReadOnlyList<Ami> pending;
    private readonly HashSet<string> refused;
    private readonly string caller;
    private readonly DateTimeOffset start;
    private readonly TimeSpan step;

    /// <summary>A distribution.</summary>
    /// <param name="states">The states before the last one, DISTRIBUTING among them.</param>
    /// <param name="pending">The AMIs to create.</param>
    /// <param name="caller">The account that it runs in.</param>
    /// <param name="settings">The length of a state, and the accounts without the role.</param>
    /// <param name="start">When it starts.</param>
    public DistributionRun(
        IReadOnlyList<string> states, IReadOnlyList<Ami> pending, string caller, ServiceSettings settings, DateTimeOffset start)
    {
        this.states = states;
        this.pending = pending;
        this.caller = caller;
        this.start = start;
        step = settings.Step;
        refused = new(
            pending.Select(ami => ami.AccountId!).Where(account => account != caller && !settings.HasCrossAccountRole(account)),
            StringComparer.Ordinal);
    }

    /// <summary>Sets the states of an image and its AMIs for a time.</summary>
    /// <returns>Whether the distribution has ended.</returns>
    public bool Apply(Image image, DateTimeOffset now)
    {
        var passed = step > TimeSpan.Zero ? (now - start).Ticks / (double)step.Ticks : double.MaxValue;
        var distributing = DistributingIndex;
        for (var i = 0; i < pending.Count; i++)
            pending[i].State = StateOf(pending[i], passed - distributing, (i + 1d) / pending.Count);
        if (refused.Count > 0 && passed >= distributing + 1)
            image.State = new() { Status = ImageStatus.Failed, Reason = FailureReasons.Describe(pending, refused, caller) };
        else if (passed >= states.Count)
            image.State = new() { Status = ImageStatus.Available };
        else
            image.State = new() { Status = states[Math.Max(0, (int)passed)] };
        return image.State.Status is ImageStatus.Failed or ImageStatus.Available;
    }

    /// <summary>Cancels the distribution of an image; finished AMIs stay.</summary>
    public void Cancel(Image image)
    {
        image.State = CancelledState();
        foreach (var ami in pending.Where(ami => ami.State?.Status is not (ImageStatus.Available or ImageStatus.Failed)))
            ami.State = new() { Status = ImageStatus.Cancelled };
    }

    public static ImageState CancelledState() => new() { Status = ImageStatus.Cancelled, Reason = "Cancelled by the caller." };

    private int DistributingIndex
    {
        get
        {
            for (var i = 0; i < states.Count; i++)
            {
                if (states[i] == ImageStatus.Distributing)
                    return i;
            }
            return 0;
        }
    }

    // The AMIs become AVAILABLE one after another while the image is DISTRIBUTING.
    private ImageState StateOf(Ami ami, double progress, double due)
    {
        if (progress < 0)
            return new() { Status = ImageStatus.Pending };
        if (progress < due)
            return new() { Status = ImageStatus.Distributing };
        return refused.Contains(ami.AccountId!)
            ? new() { Status = ImageStatus.Failed, Reason = FailureReasons.Describe(ami, caller) }
            : new() { Status = ImageStatus.Available };
    }
}
