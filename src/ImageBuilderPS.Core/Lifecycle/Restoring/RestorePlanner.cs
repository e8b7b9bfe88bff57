using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>Finds out what of an image can come back. It only reads.</summary>
/// <param name="service">Image Builder.</param>
/// <param name="sites">Connects to EC2.</param>
/// <param name="options">What was known before, and the roles.</param>
internal sealed class RestorePlanner(IImageBuilder service, RestoreSites sites, RestoreOptions options)
{
    /// <summary>Plans.</summary>
    /// <param name="imageArn">The image.</param>
    /// <param name="cancellation">Ends the reads.</param>
    public async Task<RestorePlan> PlanAsync(string imageArn, CancellationToken cancellation)
    {
        var plan = new RestorePlan(imageArn, await FindImageAsync(imageArn, cancellation).ConfigureAwait(false));
        plan.Amis = [.. AmisOf(plan)];
        await Task.WhenAll(plan.Amis.GroupBy(ami => (ami.Region, ami.AccountId))
            .Select(group => ReadAsync([.. group], cancellation))).ConfigureAwait(false);
        PlanImage(plan);
        return plan;
    }

    private async Task<Image?> FindImageAsync(string arn, CancellationToken cancellation)
    {
        var request = new GetImageRequest { ImageBuildVersionArn = arn };
        try
        {
            return (await service.SendAsync(request, cancellation).ConfigureAwait(false)).Image;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (RestoreSteps.IsFailure(error, cancellation))
        {
            throw new RequestFailedException(request, error);
        }
    }

    // What Image Builder has of the image, and what the facts have of it.
    private IEnumerable<PlannedAmi> AmisOf(RestorePlan plan)
    {
        var facts = options.Facts.Where(fact => fact.AmiId is not null && fact.Region is not null)
            .GroupBy(fact => (fact.AmiId, fact.Region))
            .ToDictionary(same => same.Key, Best);
        var owner = Arn.Parse(plan.ImageArn)?.AccountId;
        var outputs = (plan.Image?.OutputResources?.Amis ?? [])
            .Where(ami => !string.IsNullOrEmpty(ami.Image) && !string.IsNullOrEmpty(ami.Region))
            .Select(ami => (Id: ami.Image!, Region: ami.Region!, Account: ami.AccountId ?? owner));
        var known = facts.Values.Where(fact => fact.ImageArn == plan.ImageArn)
            .Select(fact => (Id: fact.AmiId!, Region: fact.Region!, Account: fact.AccountId ?? owner));
        return outputs.Concat(known).GroupBy(ami => (ami.Id, ami.Region))
            .Select(same => new PlannedAmi(
                same.Key.Id, same.Key.Region, same.First().Account, facts.TryGetValue((same.Key.Id, same.Key.Region), out var fact) ? fact : null));
    }

    // What was read of a disabled AMI, or of one that was gone, does not say with whom it had been shared.
    private static AmiFact Best(IEnumerable<AmiFact> facts) =>
        facts.OrderBy(fact => !fact.IsDisabled && !fact.IsGone && fact.State is not null).ThenBy(fact => fact.ReadAt).Last();

    private async Task ReadAsync(IReadOnlyList<PlannedAmi> amis, CancellationToken cancellation)
    {
        try
        {
            var site = await sites.FindAsync(amis[0].Region, amis[0].AccountId, cancellation).ConfigureAwait(false);
            var images = await site.DescribeImagesAsync([.. amis.Select(ami => ami.Id)]).ConfigureAwait(false);
            foreach (var ami in amis)
            {
                ami.Site = site;
                ami.Image = images.TryGetValue(ami.Id, out var image) ? image : null;
            }
            await ReadMissingAsync(site, [.. amis.Where(ami => ami.Image is null)]).ConfigureAwait(false);
            await Task.WhenAll(amis.Select(ReadGapAsync)).ConfigureAwait(false);
        }
        catch (Exception error) when (RestoreSteps.IsFailure(error, cancellation))
        {
            foreach (var ami in amis)
                ami.Problem = RestoreSteps.Describe(error);
        }
    }

    private static async Task ReadMissingAsync(RestoreSite site, IReadOnlyList<PlannedAmi> amis)
    {
        if (amis.Count == 0)
            return;
        var images = await site.ListAsync((ec2, token) => ec2.ListImagesInRecycleBinAsync(token)).ConfigureAwait(false);
        var snapshots = await site.ListAsync((ec2, token) => ec2.ListSnapshotsInRecycleBinAsync(token)).ConfigureAwait(false);
        foreach (var ami in amis)
        {
            ami.Recycled = images.FirstOrDefault(image => image.Id == ami.Id);
            ami.Snapshots = [.. (ami.Fact?.Snapshots ?? []).Where(snapshot => snapshot?.SnapshotId is not null)
                .Select(snapshot => new PlannedSnapshot(snapshot.SnapshotId!, snapshot.Tags))];
        }
        var planned = amis.SelectMany(ami => ami.Snapshots).ToList();
        var existing = await site.DescribeSnapshotsAsync([.. planned.Select(snapshot => snapshot.Id).Distinct()]).ConfigureAwait(false);
        foreach (var snapshot in planned)
        {
            snapshot.Exists = existing.ContainsKey(snapshot.Id);
            snapshot.Recycled = snapshots.FirstOrDefault(recycled => recycled.Id == snapshot.Id);
        }
    }

    private static async Task ReadGapAsync(PlannedAmi ami)
    {
        if (ami.Fact is null || ami.IsLost)
            return;
        var sharing = ami.IsAvailable
            ? await ami.Site!.ReadAsync((ec2, token) => ec2.DescribeLaunchPermissionAsync(ami.Id, token)).ConfigureAwait(false)
            : null;
        // The Recycle Bin does not say which tags an AMI has in it. It keeps them.
        ami.Gap = ami.Image is null
            ? AmiGap.Find(ami.Fact, null, null) with { Tags = [] }
            : AmiGap.Find(ami.Fact, ami.Image, sharing);
    }

    private void PlanImage(RestorePlan plan)
    {
        if (plan.IsGone)
        {
            (plan.ImageOutcome, plan.ImageReason) = (RestoreOutcome.NotRecoverable, plan.Amis.Count > 0
                ? "Image Builder has deleted it, and has no way back."
                : "Image Builder has deleted it, and has no way back. Which AMIs belonged to it is only known from facts that were saved before: give -Fact.");
            return;
        }
        var (image, status) = (plan.Image!, plan.Image!.State?.Status);
        var phase = ImageStatusInfo.PhaseOf(status);
        if (phase is ImagePhase.Failed or ImagePhase.Cancelled)
        {
            (plan.ImageOutcome, plan.ImageReason) = (RestoreOutcome.NotRecoverable, $"It is {status}, and was never available.");
            return;
        }
        if (phase is not (ImagePhase.Available or ImagePhase.Deprecated or ImagePhase.Disabled))
        {
            (plan.ImageOutcome, plan.ImageReason) = (RestoreOutcome.Failed, $"It is {status ?? "in no state"}. Wait for its end, and try again.");
            return;
        }
        if (phase == ImagePhase.Available)
            return;
        var needsAmis = plan.Amis.Any(ami => ami.IsDisabled || ami.Problem is not null || ami.Image?.DeprecationTime is not null);
        if (needsAmis && options.ExecutionRole is null)
        {
            (plan.ImageOutcome, plan.ImageReason) = (RestoreOutcome.Failed, "Its AMIs need a role to become available again: give -ExecutionRole.");
            return;
        }
        plan.UpdatesImage = true;
        plan.UpdatesAmis = options.ExecutionRole is not null && image.OutputResources?.Amis is { Length: > 0 };
    }
}
