namespace ImageBuilderPS.Ec2;

/// <summary>Reads the facts of AMIs of one account and region.</summary>
/// <param name="region">The region.</param>
/// <param name="accountId">The account; null when it could not be found out.</param>
/// <param name="calls">The calls to that account and region.</param>
/// <param name="options">What is read.</param>
/// <param name="onDone">Called for each AMI that is done.</param>
internal sealed class AmiFactGroup(string region, string? accountId, Ec2Calls calls, AmiFactOptions options, Action onDone)
{
    // EC2's limit of the values of a filter.
    private const int BatchSize = 200;

    private IReadOnlyList<RecycleBinRule>? rules;

    /// <summary>Reads the facts.</summary>
    /// <param name="amis">The AMIs.</param>
    /// <returns>Those that another account owns. Nothing but their owner is read.</returns>
    public async Task<IReadOnlyList<AmiRead>> ReadAsync(IReadOnlyList<AmiRead> amis)
    {
        await Task.WhenAll(
            ReadImagesAsync(amis, ownOnly: true),
            ReadImagesAsync(amis, ownOnly: false),
            calls.RunAsync(
                Ec2Permissions.RecycleBinRules,
                amis,
                (ec2, token) => ec2.ListRecycleBinRulesAsync(token),
                found => rules = found)).ConfigureAwait(false);
        var own = amis.Where(ami => !IsOfOther(ami)).ToList();
        var existing = own.Where(ami => !ami.Fact.IsGone).ToList();
        foreach (var ami in own.Where(ami => ami.Fact.IsGone))
            onDone();
        // Launch permissions and references; the snapshots of all AMIs are read in a few calls.
        foreach (var ami in existing)
            ami.Expect(2);
        await Task.WhenAll(
            Task.WhenAll(existing.Select(ReadSharingAsync)),
            new ReferenceReader(calls, region, accountId).ReadAsync(existing, Finish),
            new SnapshotReader(calls, rules).ReadAsync([.. existing.Where(ami => ami.Image is not null)])).ConfigureAwait(false);
        foreach (var ami in existing.Where(ami => rules is not null && ami.Fact.Tags is not null))
            ami.Fact.RecycleBinDays = RecycleBinRule.DaysFor(rules!, RecycleBinRule.Images, ami.Fact.Tags!);
        return [.. amis.Where(IsOfOther)];
    }

    private Task ReadImagesAsync(IReadOnlyList<AmiRead> amis, bool ownOnly) => calls.RunBatchesAsync(
        Ec2Permissions.DescribeImages,
        [.. amis.Where(ami => ami.IsOwnerKnown == ownOnly)],
        BatchSize,
        ami => [ami],
        (ec2, batch, token) => ec2.DescribeImagesAsync([.. batch.Select(ami => ami.Id)], ownOnly, token),
        (batch, images) =>
        {
            var byId = images.ToLookup(image => image.ImageId, StringComparer.Ordinal);
            foreach (var ami in batch)
            {
                if (byId[ami.Id].FirstOrDefault(image => image.State != AmiFact.Deregistered) is { } image)
                    ami.Describe(image, accountId);
                else
                    ami.MarkGone();
            }
        });

    private async Task ReadSharingAsync(AmiRead ami)
    {
        if (options.ReadsLaunchPermissions && !ami.Fact.IsDisabled)
        {
            await calls.RunAsync(
                Ec2Permissions.DescribeImageAttribute,
                [ami],
                (ec2, token) => ec2.DescribeLaunchPermissionAsync(ami.Id, token),
                permission =>
                {
                    // Null for an AMI that was deregistered a moment ago.
                    ami.Fact.SharedAccounts = [.. permission?.UserIds ?? []];
                    ami.Fact.SharedOrganizations = [.. permission?.OrganizationArns ?? []];
                }).ConfigureAwait(false);
        }
        Finish(ami);
    }

    private bool IsOfOther(AmiRead ami) => accountId is not null && ami.Image?.OwnerId is { } owner && owner != accountId;

    private void Finish(AmiRead ami)
    {
        if (ami.EndsWithThis())
            onDone();
    }
}
