using System.Text.Json.Serialization;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>
/// A distribution: its phases, and the AMIs that it makes. Each phase takes one step. During DISTRIBUTING the AMIs become
/// AVAILABLE one after the other.
/// </summary>
/// <param name="phases">The states before the last one, DISTRIBUTING among them.</param>
/// <param name="targets">The AMIs to make.</param>
/// <param name="start">When it starts.</param>
/// <param name="step">How long a phase takes.</param>
internal sealed class DistributionRun(string[] phases, DistributionTarget[] targets, DateTimeOffset start, TimeSpan step)
{
    public string[] Phases { get; } = phases;

    public DistributionTarget[] Targets { get; } = targets;

    public DateTimeOffset Start { get; } = start;

    public TimeSpan Step { get; } = step;

    /// <summary>The AMI that is copied; null where the service does not know it.</summary>
    public string? Source { get; init; }

    /// <summary>How many of its events were carried out: the beginning of each phase, the end of each AMI, the end of all.</summary>
    public int Done { get; set; }

    /// <summary>The phase that it is in, or in which it ended.</summary>
    public string Phase { get; set; } = phases[0];

    public bool HasEnded { get; set; }

    /// <summary>When the next event is due; null when the distribution has ended.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextDue => HasEnded ? null : Due(Done);

    private int DistributingIndex => Array.IndexOf(Phases, ImageStatus.Distributing);

    // A retry that only integrates makes no AMIs.
    private int AmiEvents => DistributingIndex < 0 ? 0 : Targets.Length;

    public static ImageState CancelledState() => new() { Status = ImageStatus.Cancelled, Reason = "Cancelled by the caller." };

    /// <summary>Carries out the next event.</summary>
    public void CarryOutNext(OperationContext context, Image image)
    {
        var (index, distributing) = (Done++, DistributingIndex);
        if (index <= distributing)
            EnterPhase(context, image, index);
        else if (index <= distributing + AmiEvents)
            Finish(context, image, index - distributing - 1);
        else
            EnterPhase(context, image, index - AmiEvents);
    }

    /// <summary>Cancels the distribution; finished AMIs stay.</summary>
    public void Cancel(OperationContext context, Image image)
    {
        Abandon(context, image);
        image.State = CancelledState();
        foreach (var ami in image.OutputResources?.Amis ?? [])
        {
            if (ImageStatusInfo.IsInProgress(ami.State?.Status))
                ami.State = new() { Status = ImageStatus.Cancelled };
        }
    }

    /// <summary>Ends the distribution without a result: what is being copied is given up.</summary>
    public void Abandon(OperationContext context, Image image)
    {
        HasEnded = true;
        foreach (var target in Targets)
            DistributedAmis.Abandon(context, image, target.Ami);
    }

    /// <summary>Lets targets be the image's listed AMIs again, after both were loaded.</summary>
    public void Relink(Image image)
    {
        for (var i = 0; i < Targets.Length; i++)
        {
            if (image.OutputResources?.Amis?.FirstOrDefault(ami => ami.Image == Targets[i].Ami.Image) is { } listed)
                Targets[i] = Targets[i] with { Ami = listed };
        }
    }

    // The events in their order: the phases until DISTRIBUTING, the AMIs, the later phases, the end.
    private DateTimeOffset Due(int index)
    {
        var distributing = DistributingIndex;
        if (index <= distributing)
            return Start + new TimeSpan(Step.Ticks * index);
        var ami = index - distributing;
        return ami <= AmiEvents
            ? Start + new TimeSpan((Step.Ticks * distributing) + (Step.Ticks * ami / AmiEvents))
            : Start + new TimeSpan(Step.Ticks * (index - AmiEvents));
    }

    private void EnterPhase(OperationContext context, Image image, int phase)
    {
        if (phase > 0 && Phase == ImageStatus.Integrating)
            Integrate(context, image);
        var failed = phase == 0 ? [] : Targets.Where(target => target.Failure?.Phase == Phase).ToArray();
        HasEnded = failed.Length > 0 || phase == Phases.Length;
        if (failed.Length > 0)
        {
            image.State = FailureReasons.StateOf(Phase, failed);
        }
        else if (HasEnded)
        {
            image.State = new() { Status = ImageStatus.Available };
        }
        else
        {
            Phase = Phases[phase];
            image.State = new() { Status = Phase };
            if (Phase == ImageStatus.Distributing)
                ShowOutputs(context, image);
        }
    }

    // An image lists its AMIs from DISTRIBUTING on. A retry keeps those that are done.
    private void ShowOutputs(OperationContext context, Image image)
    {
        foreach (var target in Targets.Where(target => target.Ami.State?.Status != ImageStatus.Available))
        {
            target.Ami.State = new() { Status = ImageStatus.Distributing };
            if (target.Failure?.Phase != ImageStatus.Distributing)
                DistributedAmis.Begin(context, image, target.Ami, Source);
        }
        image.OutputResources = new() { Amis = [.. Targets.Select(target => target.Ami)], Containers = image.OutputResources?.Containers };
    }

    private void Finish(OperationContext context, Image image, int index)
    {
        var ami = Targets[index].Ami;
        if (ami.State?.Status == ImageStatus.Available)
            return;
        if (Targets[index].Failure?.Phase != ImageStatus.Distributing && DistributedAmis.Register(context, image, ami, Source) is { } refusal)
            Targets[index] = Targets[index] with { Failure = new(ImageStatus.Distributing, refusal) };
        ami.State = Targets[index].Failure is { Phase: ImageStatus.Distributing } failure
            ? new() { Status = ImageStatus.Failed, Reason = failure.Message }
            : new() { Status = ImageStatus.Available };
        DistributedAmis.Abandon(context, image, ami);
    }

    private void Integrate(OperationContext context, Image image)
    {
        if (Targets.Any(target => target.Failure?.Phase == Phase))
            return;
        var failures = Integration.CarryOut(context, image);
        for (var i = 0; i < Targets.Length; i++)
        {
            if (failures.TryGetValue(Targets[i].Ami.Region!, out var failure))
                Targets[i] = Targets[i] with { Failure = failure };
        }
    }
}

/// <summary>One AMI of a distribution.</summary>
/// <param name="Ami">The AMI.</param>
/// <param name="Failure">Why it fails; null where it does not.</param>
internal sealed record DistributionTarget(Ami Ami, TargetFailure? Failure);

/// <summary>Why a distribution to one region and account fails.</summary>
/// <param name="Phase">The state in which it fails: TESTING, DISTRIBUTING or INTEGRATING.</param>
/// <param name="Message">The message, as AWS writes it.</param>
/// <param name="Step">The part of the configuration that was being carried out; null when none was.</param>
internal sealed record TargetFailure(string Phase, string Message, string? Step = null);

/// <summary>The distribution of an image, as work that becomes due.</summary>
internal sealed class DistributionWork(StoredImage image, DistributionRun run) : IScheduled
{
    public DateTimeOffset? NextDue => run.NextDue;

    public void CarryOut(OperationContext context)
    {
        // Somebody may have replaced the image meanwhile.
        if (run.Done > 0 && context.State.Images.Find(image.Arn) != image)
        {
            run.Abandon(context, image.Image);
            return;
        }
        run.CarryOutNext(context, image.Image);
        if (run.HasEnded && image.Status == ImageStatus.Available)
            image.Run = null;
        context.State.Images.Put(image);
    }
}
