using Amazon.EC2;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Rbin;
using ImageBuilderPS.LocalService.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

/// <summary>A local service over HTTP, with clients of AWS's SDK, at a time that the test sets.</summary>
internal sealed class ServiceHost : IDisposable
{
    public const string Account = "123456789012";
    public const string OtherAccount = "111122223333";
    public const string Region = "us-east-1";

    private readonly FakeTimeProvider clock;
    private readonly LocalImageBuilder service;
    private readonly HttpHost host;

    public ServiceHost(LocalServiceOptions? options = null)
    {
        clock = new(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
        service = new(options ?? new() { Empty = true }, clock);
        host = HttpHost.Start(service, 0, TimeSpan.Zero);
    }

    public Uri Url => host.Url;

    public DateTimeOffset Now => clock.GetUtcNow();

    public void Pass(TimeSpan time) => clock.Advance(time);

    public RegionState State(string account = Account, string region = Region) => service.State.Get(account, region);

    public Ec2State Ec2State(string account = Account) => State(account).Ec2;

    public AmazonEC2Client Ec2(string account = Account, string region = Region) =>
        new(Keys(account), Configure(new AmazonEC2Config(), region));

    public AmazonSimpleSystemsManagementClient Ssm(string account = Account) =>
        new(Keys(account), Configure(new AmazonSimpleSystemsManagementConfig(), Region));

    public Ec2Image Add(string id, Func<Ec2Image, Ec2Image>? change = null, string account = Account)
    {
        var image = new Ec2Image
        {
            ImageId = id,
            Name = "image " + id,
            OwnerId = account,
            CreationDate = Now.AddDays(-10),
            BlockDevices = [new() { SnapshotId = SnapshotId(id), VolumeSize = 8 }],
        };
        var snapshot = new Ec2Snapshot
        {
            SnapshotId = SnapshotId(id),
            OwnerId = account,
            VolumeSize = 8,
            FullSnapshotSizeInBytes = 3_000_000_000,
            StartTime = Now.AddDays(-10),
        };
        image = change?.Invoke(image) ?? image;
        Ec2State(account).Register(image, snapshot);
        return image;
    }

    /// <summary>Adds a rule of the Recycle Bin.</summary>
    public void Retain(string resourceType, int days, ResourceTag[]? tags = null, ResourceTag[]? exclude = null, string account = Account)
    {
        var identifier = Guid.NewGuid().ToString("N")[..11];
        State(account).RetentionRules.Put(identifier, new()
        {
            Identifier = identifier,
            ResourceType = resourceType,
            RetentionPeriod = new() { RetentionPeriodValue = days, RetentionPeriodUnit = RetentionPeriod.Days },
            ResourceTags = tags ?? [],
            ExcludeResourceTags = exclude ?? [],
        });
    }

    public static string SnapshotId(string imageId) => "snap-" + imageId["ami-".Length..];

    public static async Task<TError> RefusesAsync<TError>(string code, Func<Task> call)
        where TError : AmazonServiceException
    {
        var error = await Assert.ThrowsAnyAsync<TError>(call);
        Assert.Equal(code, error.ErrorCode);
        Assert.NotEqual("", error.Message);
        return error;
    }

    public static Task<AmazonEC2Exception> RefusesAsync(string code, Func<Task> call) => RefusesAsync<AmazonEC2Exception>(code, call);

    public void Dispose() => host.Dispose();

    private static BasicAWSCredentials Keys(string account) => new(account, "secret");

    private TConfig Configure<TConfig>(TConfig config, string region)
        where TConfig : ClientConfig
    {
        config.ServiceURL = Url.ToString();
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = 0;
        return config;
    }
}
