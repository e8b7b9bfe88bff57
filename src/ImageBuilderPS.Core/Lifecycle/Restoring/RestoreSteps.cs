using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>Brings back the AMIs and snapshots of one account and region. A step that is done already is harmless.</summary>
/// <param name="plan">The plan of the image.</param>
/// <param name="updateFailures">Why Image Builder could not change an AMI, by its id.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class RestoreSteps(RestorePlan plan, IReadOnlyDictionary<string, string> updateFailures, CancellationToken cancellation)
{
    public const string SnapshotLost = "EC2 does not have it, and neither does the Recycle Bin.";
    private const string FromBin = "from the Recycle Bin";

    /// <summary>Whether an exception is the failure of a call, which other resources survive: not the end that the caller asked for.</summary>
    public static bool IsFailure(Exception error, CancellationToken cancellation) => !cancellation.IsCancellationRequested
        && error is (ImageBuilderException or ConnectionException or TimeoutException or OperationCanceledException);

    /// <summary>A failure as a reason.</summary>
    public static string Describe(Exception error) => error switch
    {
        ImageBuilderException known => $"{known.ErrorCode}: {known.Message}",
        ConnectionException known => $"{known.Message} {known.Action}",
        _ => error.Message,
    };

    /// <summary>Brings an AMI back, with its snapshots before it.</summary>
    /// <returns>The AMI, and then its snapshots.</returns>
    public async Task<IReadOnlyList<RestoredResource>> RestoreAsync(PlannedAmi ami)
    {
        if (ami.Problem is { } problem)
            return [Unread(ami, problem)];
        var snapshots = new List<RestoredResource>();
        foreach (var snapshot in ami.Snapshots)
            snapshots.Add(await RestoreSnapshotAsync(ami, snapshot).ConfigureAwait(false));
        if (ami.IsLost)
            return [Row(ami, RestoreOutcome.NotRecoverable, ami.LossReason), .. snapshots];
        var done = new List<string>();
        RestoredResource row;
        try
        {
            row = await RestoreImageAsync(ami, done).ConfigureAwait(false);
        }
        catch (Exception error) when (IsFailure(error, cancellation))
        {
            row = Row(ami, RestoreOutcome.Failed, (done.Count > 0 ? $"Done: {string.Join(", ", done)}. Then: " : "") + Describe(error));
        }
        return [row, .. snapshots];
    }

    private async Task<RestoredResource> RestoreImageAsync(PlannedAmi ami, List<string> done)
    {
        var site = ami.Site!;
        if (ami.Image is null && await TryAsync(site, "InvalidAMIID.", (ec2, token) => ec2.RestoreImageAsync(ami.Id, token)).ConfigureAwait(false))
            done.Add(FromBin);
        var image = await DescribeAsync(ami).ConfigureAwait(false);
        if (image is null)
            return Row(ami, RestoreOutcome.NotRecoverable, "It left the Recycle Bin a moment ago.");
        if (image.State == PlanState.Disabled && (plan.EnablesInEc2(ami) || ami.Image is null))
        {
            await site.ChangeAsync((ec2, token) => ec2.EnableImageAsync(ami.Id, token)).ConfigureAwait(false);
            done.Add("enabled");
            image = await DescribeAsync(ami).ConfigureAwait(false) ?? image;
        }
        else if (ami.IsDisabled && image.State == PlanState.Available)
        {
            done.Add("enabled");
        }
        if (image.State == PlanState.Disabled)
            return Row(ami, RestoreOutcome.Failed, updateFailures.TryGetValue(ami.Id, out var why) ? why : plan.ImageReason ?? "It is still disabled.");
        if (image.State != PlanState.Available)
            return Row(ami, RestoreOutcome.Failed, $"EC2's state of it is {image.State}.");
        if (ami.Image?.DeprecationTime is not null && image.DeprecationTime is null)
            done.Add("no longer deprecated");
        await FillGapAsync(ami, image, done).ConfigureAwait(false);
        return Row(ami, done.Count > 0 ? RestoreOutcome.Restored : RestoreOutcome.AlreadyThere, Reason(ami, done));
    }

    private async Task<RestoredResource> RestoreSnapshotAsync(PlannedAmi ami, PlannedSnapshot snapshot)
    {
        if (snapshot.IsLost)
            return SnapshotRow(ami, snapshot, RestoreOutcome.NotRecoverable, SnapshotLost);
        try
        {
            var done = new List<string>();
            if (!snapshot.Exists && await TryAsync(ami.Site!, "InvalidSnapshot.", (ec2, token) => ec2.RestoreSnapshotAsync(snapshot.Id, token)).ConfigureAwait(false))
                done.Add(FromBin);
            var found = await ami.Site!.DescribeSnapshotsAsync([snapshot.Id]).ConfigureAwait(false);
            if (!found.TryGetValue(snapshot.Id, out var now))
                return SnapshotRow(ami, snapshot, RestoreOutcome.NotRecoverable, "It left the Recycle Bin a moment ago.");
            if (AmiGap.MissingTags(snapshot.Tags, now.Tags) is { Count: > 0 } tags)
            {
                await ami.Site.ChangeAsync((ec2, token) => ec2.AddTagsAsync(snapshot.Id, tags, token)).ConfigureAwait(false);
                done.Add("tags");
            }
            return SnapshotRow(ami, snapshot, done.Count > 0 ? RestoreOutcome.Restored : RestoreOutcome.AlreadyThere, Text(done));
        }
        catch (Exception error) when (IsFailure(error, cancellation))
        {
            return SnapshotRow(ami, snapshot, RestoreOutcome.Failed, Describe(error));
        }
    }

    // Another one may have restored it meanwhile: then it is not in the Recycle Bin any more, and EC2 has it.
    private static async Task<bool> TryAsync(RestoreSite site, string errors, Func<IEc2Changes, CancellationToken, Task> restore)
    {
        try
        {
            await site.ChangeAsync(restore).ConfigureAwait(false);
            return true;
        }
        catch (ImageBuilderException error) when (error.ErrorCode.StartsWith(errors, StringComparison.Ordinal))
        {
            return false;
        }
    }

    private static async Task FillGapAsync(PlannedAmi ami, Ec2Image image, List<string> done)
    {
        if (ami.Fact is not { } fact)
            return;
        var site = ami.Site!;
        var sharing = await site.ReadAsync((ec2, token) => ec2.DescribeLaunchPermissionAsync(ami.Id, token)).ConfigureAwait(false);
        foreach (var part in AmiGap.Find(fact, image, sharing).Parts())
        {
            await site.ChangeAsync((ec2, token) => part.FillAsync(ec2, ami.Id, token)).ConfigureAwait(false);
            done.Add(part.ToString());
        }
    }

    private static async Task<Ec2Image?> DescribeAsync(PlannedAmi ami) =>
        (await ami.Site!.DescribeImagesAsync([ami.Id]).ConfigureAwait(false)).TryGetValue(ami.Id, out var image) ? image : null;

    // Image Builder changes the AMIs of other accounts with a role of its own.
    private RestoredResource Unread(PlannedAmi ami, string problem) =>
        updateFailures.TryGetValue(ami.Id, out var why) ? Row(ami, RestoreOutcome.Failed, why)
        : plan.UpdatesAmis ? Row(ami, RestoreOutcome.Restored, $"Image Builder has made it available. With whom it is shared is not known: {problem}")
        : Row(ami, RestoreOutcome.Failed, problem);

    private static string? Reason(PlannedAmi ami, List<string> done) =>
        ami.IsDisabled && ami.HasUnknownSharing ? $"{Text(done)}; with whom it was shared is not known without -Fact" : Text(done);

    private static string? Text(List<string> done) => done.Count == 0 ? null : string.Join(", ", done);

    private RestoredResource Row(PlannedAmi ami, string outcome, string? reason) =>
        new(plan.ImageArn, "Ami", ami.Id, ami.Region, ami.AccountId, outcome, reason);

    private RestoredResource SnapshotRow(PlannedAmi ami, PlannedSnapshot snapshot, string outcome, string? reason) =>
        new(plan.ImageArn, "Snapshot", snapshot.Id, ami.Region, ami.AccountId, outcome, reason);
}
