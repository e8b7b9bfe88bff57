using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>What of an image comes back, and what does not. Nothing has been changed yet.</summary>
public sealed class RestorePlan
{
    private const string Private = "; cannot come back: with whom it was shared, which only -Fact tells";

    internal RestorePlan(string imageArn, Image? image) => (ImageArn, Image) = (imageArn, image);

    /// <summary>The image's ARN.</summary>
    public string ImageArn { get; }

    /// <summary>Whether anything would be changed.</summary>
    public bool HasChanges => UpdatesImage || Amis.Any(ami => ami.HasChanges || EnablesInEc2(ami));

    /// <summary>What would be done and what cannot come back, a line each.</summary>
    public IReadOnlyList<string> Lines => [.. ImageLines(), .. Amis.SelectMany(Describe)];

    /// <summary>The image; null when Image Builder does not have it any more.</summary>
    internal Image? Image { get; }

    internal IReadOnlyList<PlannedAmi> Amis { get; set; } = [];

    /// <summary>Whether Image Builder makes the image available.</summary>
    internal bool UpdatesImage { get; set; }

    /// <summary>Whether Image Builder makes the AMIs available too.</summary>
    internal bool UpdatesAmis { get; set; }

    /// <summary>What becomes of the image when it is not updated.</summary>
    internal string ImageOutcome { get; set; } = RestoreOutcome.AlreadyThere;

    /// <summary>Why the image is not updated; null when there is nothing to say.</summary>
    internal string? ImageReason { get; set; }

    /// <summary>Whether Image Builder does not have the image any more.</summary>
    internal bool IsGone => Image is null || ImageStatusInfo.PhaseOf(Image.State) == ImagePhase.Deleted;

    /// <summary>The headline and the lines.</summary>
    public override string ToString() => $"Restore image {Shown}" + string.Concat(Lines.Select(line => "\n    " + line));

    /// <summary>
    /// Whether a disabled AMI is enabled in EC2: Image Builder does not have its image any more, or has it as AVAILABLE and so
    /// changes nothing.
    /// </summary>
    internal bool EnablesInEc2(PlannedAmi ami) => ami.IsDisabled && (IsGone || ImageStatusInfo.PhaseOf(Image!.State) == ImagePhase.Available);

    private string Shown => Arn.Parse(ImageArn)?.ResourceId ?? ImageArn;

    private IEnumerable<string> ImageLines()
    {
        if (UpdatesImage)
            yield return $"the image is {Image!.State?.Status} and becomes AVAILABLE{(UpdatesAmis ? " with its AMIs" : ", without its AMIs")}";
        else if (ImageOutcome == RestoreOutcome.NotRecoverable)
            yield return $"cannot come back: the image resource. {ImageReason}";
        else if (ImageOutcome == RestoreOutcome.Failed)
            yield return $"the image stays as it is. {ImageReason}";
        else
            yield return "the image is AVAILABLE already";
    }

    private IEnumerable<string> Describe(PlannedAmi ami)
    {
        var name = $"{ami.Id} {ami.Region}";
        var back = ami.Gap is { IsEmpty: false } gap ? $"; again {gap}" : "";
        if (ami.Problem is { } problem)
            yield return $"{name}: not known. {problem}";
        else if (ami.IsLost)
            yield return $"cannot come back: {name}. {ami.LossReason}";
        else if (ami.Image is null)
            yield return $"{name}: restored from the Recycle Bin, where it is{PlanState.Until(ami.Recycled!)}{back}";
        else if (ami.IsDisabled && !UpdatesAmis && !EnablesInEc2(ami))
            yield return $"{name}: disabled, stays so";
        else if (ami.IsDisabled)
            yield return $"{name}: disabled, becomes available{back}" + (ami.HasUnknownSharing ? Private : "");
        else
            yield return ami.IsAvailable ? $"{name}: available already{back}" : $"{name}: {ami.Image.State}, stays so";
        foreach (var snapshot in ami.Snapshots)
        {
            yield return snapshot.Exists ? $"{snapshot.Id} {ami.Region}: there already"
                : snapshot.Recycled is null ? $"cannot come back: {snapshot.Id} {ami.Region}. {RestoreSteps.SnapshotLost}"
                : $"{snapshot.Id} {ami.Region}: restored from the Recycle Bin, where it is{PlanState.Until(snapshot.Recycled)}";
        }
    }
}
