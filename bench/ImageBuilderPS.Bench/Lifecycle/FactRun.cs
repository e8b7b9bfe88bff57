using System.Diagnostics;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Bench.Lifecycle;

/// <summary>
/// How long the facts of many AMIs take against an EC2 that answers each call after a fixed time, beside the time that the
/// number of calls and the limit of concurrent calls dictate.
/// </summary>
internal static class FactRun
{
    private const int Amis = 10_000;
    private const int Regions = 10;
    private const int ThrottleLimit = 10;
    private static readonly TimeSpan CallTime = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        foreach (var readsLaunchPermissions in new[] { true, false })
            yield return Measure(context.IsQuick ? Amis / 10 : Amis, new() { ThrottleLimit = ThrottleLimit, ReadsLaunchPermissions = readsLaunchPermissions });
    }

    private static Figure Measure(int amis, AmiFactOptions options)
    {
        var cloud = new SlowCloud(CallTime);
        AmiQuery[] queries = [.. Enumerable.Range(0, amis).Select(i => new AmiQuery($"ami-{i:x17}", $"us-east-{i % Regions}", SlowCloud.Account))];
        var watch = Stopwatch.StartNew();
        var facts = new AmiFactCollector(cloud, new(), options).CollectAsync(queries).GetAwaiter().GetResult();
        watch.Stop();
        if (facts.Count != amis || facts.Any(fact => fact.Problems is not null))
            throw new InvalidOperationException("Facts are missing.");
        // The timers of the system fire late, so the time of a call is measured. Regions are read side by side.
        var call = cloud.MeasureCall();
        return new($"facts of {amis:N0} AMIs in {Regions} regions{(options.ReadsLaunchPermissions ? "" : " without launch permissions")}, {cloud.Calls:N0} calls of 50 ms", watch.Elapsed.TotalSeconds, "s")
        {
            Beside = "the calls alone",
            BesideValue = (call * Math.Ceiling(cloud.Calls / (double)Regions / ThrottleLimit)).TotalSeconds,
        };
    }

    /// <summary>The EC2 of one account, with every AMI that it is asked for.</summary>
    private sealed class SlowCloud(TimeSpan callTime) : IEc2Factory, IEc2
    {
        public const string Account = "123456789012";
        private int calls;

        public int Calls => calls;

        public IEc2 Connect(ConnectionSettings settings, string region, string? roleArn) => this;

        public IEc2Factory Reporting(Action<RequestAttempt> onAttempt) => this;

        public TimeSpan MeasureCall()
        {
            const int Samples = 100;
            var watch = Stopwatch.StartNew();
            // As many at a time as in the read: the load is the same.
            for (var sample = 0; sample < Samples / 5; sample++)
                Task.WhenAll(Enumerable.Range(0, Regions * ThrottleLimit).Select(_ => Task.Delay(callTime))).GetAwaiter().GetResult();
            return watch.Elapsed / (Samples / 5);
        }

        public Task ResolveCredentialsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken) => Task.FromResult(new CallerIdentity(Account, null));

        public Task<IReadOnlyList<Ec2Image>> DescribeImagesAsync(IReadOnlyList<string> imageIds, bool ownOnly, CancellationToken cancellationToken) =>
            Answer<Ec2Image>([.. imageIds.Select(Image)]);

        public Task<IReadOnlyList<Ec2Image>> DescribeImagesOfSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
            Answer<Ec2Image>([.. snapshotIds.Select(id => Image("ami-" + id["snap-".Length..]))]);

        public async Task<Ec2LaunchPermission?> DescribeLaunchPermissionAsync(string imageId, CancellationToken cancellationToken)
        {
            await Answer<string>([]);
            return new([], []);
        }

        public Task<IReadOnlyList<AmiSnapshot>> DescribeSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
            Answer<AmiSnapshot>([.. snapshotIds.Select(id => new AmiSnapshot { SnapshotId = id, VolumeSize = 8, Tags = [] })]);

        public Task<IReadOnlyList<Ec2ImageReference>> DescribeImageReferencesAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken) =>
            Answer<Ec2ImageReference>([]);

        public Task<IReadOnlyList<Ec2Instance>> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
            Answer<Ec2Instance>([]);

        public Task<IReadOnlyList<Ec2LaunchTemplate>> DescribeLaunchTemplatesAsync(IReadOnlyList<string> launchTemplateIds, CancellationToken cancellationToken) =>
            Answer<Ec2LaunchTemplate>([]);

        public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeDefaultLaunchTemplateVersionsAsync(CancellationToken cancellationToken) =>
            Answer<Ec2LaunchTemplateVersion>([]);

        public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeLaunchTemplateVersionsAsync(
            string launchTemplateId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => Answer<Ec2LaunchTemplateVersion>([]);

        public Task<IReadOnlyList<RecycleBinRule>> ListRecycleBinRulesAsync(CancellationToken cancellationToken) => Answer<RecycleBinRule>([]);

        public Task<bool> HasRoleAsync(string roleName, CancellationToken cancellationToken) => Task.FromResult(true);

        // A read of facts needs nothing of these.
        public Task<IReadOnlyList<Ec2Region>> DescribeRegionsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> BlocksPublicImagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Ec2Image>> DescribeImagesByNameAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> CountImagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> CountRecycledImagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> FindReadableSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<Ec2SnapshotCopy>> DescribeSnapshotCopiesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> HasLaunchTemplateAsync(string launchTemplateId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> GetParameterAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int?> GetImageQuotaAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int?> GetSnapshotCopyQuotaAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        private static Ec2Image Image(string id) => new(id, Account, id, "available", false, [], null, null, "disabled", ["snap-" + id["ami-".Length..]]);

        private async Task<IReadOnlyList<T>> Answer<T>(IReadOnlyList<T> answer)
        {
            Interlocked.Increment(ref calls);
            await Task.Delay(callTime);
            return answer;
        }
    }
}
