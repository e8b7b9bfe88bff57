using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle;

namespace ImageBuilderPS.Ec2;

/// <summary>
/// Reads what EC2 knows of AMIs: all accounts and regions side by side, with as few calls as EC2 allows. What cannot be read
/// is unknown, and the fact has the reason among its problems.
/// </summary>
/// <param name="factory">Connects to EC2.</param>
/// <param name="settings">The connection to Image Builder, whose credentials are used.</param>
/// <param name="options">What is read.</param>
/// <param name="clock">The clock; the system's when left out.</param>
public sealed class AmiFactCollector(IEc2Factory factory, ConnectionSettings settings, AmiFactOptions options, TimeProvider? clock = null)
{
    private readonly AmiFactOptions options = options;
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Reads the facts.</summary>
    /// <param name="amis">The AMIs. One that is named twice is read once.</param>
    /// <param name="onProgress">Called with the number of AMIs done so far, on any thread.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>A fact for each AMI, in input order.</returns>
    /// <exception cref="OperationCanceledException">The read was ended.</exception>
    public async Task<IReadOnlyList<AmiFact>> CollectAsync(
        IReadOnlyCollection<AmiQuery> amis, Action<int>? onProgress = null, CancellationToken cancellationToken = default)
    {
        if (amis.Count == 0)
            return [];
        var run = new Run(this, await FindAccountAsync(amis, cancellationToken).ConfigureAwait(false), onProgress, cancellationToken);
        return await run.ReadAsync(amis).ConfigureAwait(false);
    }

    // The account of the images is that of the caller, unless the images are from elsewhere: so AWS is asked first.
    private async Task<string?> FindAccountAsync(IReadOnlyCollection<AmiQuery> amis, CancellationToken cancellation)
    {
        var (ec2, _) = Connect(settings.Region ?? amis.First().Region, null);
        if (ec2 is not null)
        {
            using var calls = new Ec2Calls(ec2, 1, clock, cancellation);
            var (caller, _) = await calls.SendAsync(null, (service, token) => service.GetCallerAsync(token)).ConfigureAwait(false);
            if (caller is not null)
                return caller.AccountId;
        }
        var owners = amis.Select(ami => Arn.Parse(ami.ImageArn)?.AccountId).OfType<string>().Distinct().ToList();
        return owners.Count == 1 ? owners[0] : null;
    }

    private (IEc2? Ec2, AmiFactProblem? Problem) Connect(string region, string? roleArn)
    {
        try
        {
            return (factory.Connect(settings, region, roleArn), null);
        }
        catch (ConnectionException error)
        {
            return (null, AmiFactProblem.From(error));
        }
    }

    /// <summary>One read.</summary>
    private sealed class Run(AmiFactCollector collector, string? ownAccount, Action<int>? onProgress, CancellationToken cancellation)
    {
        private readonly ConcurrentDictionary<string, Lazy<Task<(bool? HasRole, AmiFactProblem? Problem)>>> lifecycleRoles = new(StringComparer.Ordinal);
        private int done;

        public async Task<IReadOnlyList<AmiFact>> ReadAsync(IReadOnlyCollection<AmiQuery> queries)
        {
            var readAt = collector.clock.GetUtcNow();
            List<AmiRead> reads =
            [
                .. queries.Select(query => NewRead(query, readAt)).GroupBy(ami => (ami.Id, ami.Fact.Region, ami.Fact.AccountId)).Select(same => same.First()),
            ];
            var strangers = await ReadGroupsAsync(reads).ConfigureAwait(false);
            // An AMI that was named without its account turned out to be another account's.
            var again = strangers.ToDictionary(ami => ami, ami => new AmiRead(
                new() { AmiId = ami.Id, Region = ami.Fact.Region, AccountId = ami.Fact.AccountId, ImageArn = ami.Fact.ImageArn, ReadAt = readAt }, isOwnerKnown: true));
            await ReadGroupsAsync([.. again.Values]).ConfigureAwait(false);
            return [.. reads.Select(ami => (again.TryGetValue(ami, out var other) ? other : ami).Complete())];
        }

        private AmiRead NewRead(AmiQuery query, DateTimeOffset readAt) => new(
            new() { AmiId = query.AmiId, Region = query.Region, AccountId = query.AccountId ?? ownAccount, ImageArn = query.ImageArn, ReadAt = readAt },
            isOwnerKnown: query.AccountId is not null);

        private async Task<IReadOnlyList<AmiRead>> ReadGroupsAsync(IReadOnlyList<AmiRead> amis)
        {
            var groups = amis.GroupBy(ami => (Region: ami.Fact.Region!, ami.Fact.AccountId))
                .Select(group => Task.Run(() => ReadGroupAsync(group.Key.Region, group.Key.AccountId, [.. group]), cancellation));
            return [.. (await Task.WhenAll(groups).ConfigureAwait(false)).SelectMany(strangers => strangers)];
        }

        private async Task<IReadOnlyList<AmiRead>> ReadGroupAsync(string region, string? account, IReadOnlyList<AmiRead> amis)
        {
            var isOther = account is not null && ownAccount is not null && account != ownAccount;
            foreach (var ami in amis)
                ami.Fact.IsOfOtherAccount = isOther;
            if (isOther && collector.options.RoleName is null)
                return Skip(amis, NoRole(account!));
            var role = isOther ? Partitions.RoleArn(region, account!, collector.options.RoleName!) : null;
            var (ec2, problem) = collector.Connect(region, role);
            if (ec2 is null)
                return Skip(amis, problem!);
            using var calls = new Ec2Calls(ec2, collector.options.ThrottleLimit, collector.clock, cancellation);
            if (await calls.ConnectAsync(role is null ? null : Ec2Permissions.AssumeRole).ConfigureAwait(false) is { } refusal)
                return Skip(amis, refusal);
            var group = new AmiFactGroup(region, account, calls, collector.options, Finish);
            var reading = group.ReadAsync(amis);
            await Task.WhenAll(reading, isOther ? ReadLifecycleRoleAsync(account!, calls, amis) : Task.CompletedTask).ConfigureAwait(false);
            return await reading.ConfigureAwait(false);
        }

        // Roles belong to an account: the first region that comes asks for all.
        private async Task ReadLifecycleRoleAsync(string account, Ec2Calls calls, IReadOnlyList<AmiRead> amis)
        {
            var (hasRole, problem) = await lifecycleRoles
                .GetOrAdd(account, _ => new(() => calls.SendAsync<bool?>(
                    Ec2Permissions.GetRole, async (ec2, token) => await ec2.HasRoleAsync(LifecycleRoles.CrossAccount, token).ConfigureAwait(false))))
                .Value.ConfigureAwait(false);
            foreach (var ami in amis)
                ami.Fact.HasLifecycleRole = hasRole;
            if (problem is not null)
                Ec2Calls.AddProblem(amis, problem);
        }

        private IReadOnlyList<AmiRead> Skip(IReadOnlyList<AmiRead> amis, AmiFactProblem problem)
        {
            Ec2Calls.AddProblem(amis, problem);
            foreach (var _ in amis)
                Finish();
            return [];
        }

        private void Finish()
        {
            var count = Interlocked.Increment(ref done);
            onProgress?.Invoke(count);
        }

        private AmiFactProblem NoRole(string account) => new()
        {
            Permission = Ec2Permissions.AssumeRole,
            ErrorCode = AmiFactProblem.NoRoleName,
            Message = $"Account {account} owns the AMI, and the credentials are of account {ownAccount}. Give -RoleName, the name of a role in account {account} that may read EC2.",
        };
    }
}
