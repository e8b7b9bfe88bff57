using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService.Clients;

/// <summary>The collector against an EC2 that others wrote.</summary>
[Collection(AwsCollection.Name)]
public sealed class MotoTests : IDisposable
{
    private const string Region = "eu-west-1";
    private const string Other = "111122223333";
    private readonly AwsEnvironment environment = new();

    public void Dispose() => environment.Dispose();

    [ClientFact(InstalledClients.Moto)]
    public async Task Facts_are_those_of_moto_and_what_it_lacks_is_unknown()
    {
        environment["AWS_MAX_ATTEMPTS"] = "1";
        using var moto = await MotoServer.StartAsync();
        using var ec2 = new AmazonEC2Client(new BasicAWSCredentials("test", "test"), new AmazonEC2Config { ServiceURL = moto.Url.ToString(), AuthenticationRegion = Region });
        var (plain, shared) = (await CreateAsync(ec2, "plain"), await CreateAsync(ec2, "shared"));
        await ec2.CreateTagsAsync(new() { Resources = [plain], Tags = [new("Team", "web")] });
        await ec2.ModifyImageAttributeAsync(new() { ImageId = shared, LaunchPermission = new() { Add = [new() { UserId = Other }, new() { Group = "all" }] } });

        var facts = await new AmiFactCollector(
            new AwsEc2Factory(), new() { EndpointUrl = moto.Url, Region = Region, AccessKey = "test", SecretKey = "test" }, new())
            .CollectAsync([new(plain, Region), new(shared, Region), new("ami-00000000000000000", Region)]);

        Assert.Equal(["available", "available", "deregistered"], facts.Select(fact => fact.State));
        Assert.Equal([false, true, false], facts.Select(fact => fact.IsPublic));
        Assert.Equal("Team=web", facts[0].Tags!.ToString());
        Assert.Empty(facts[0].SharedAccounts!);
        Assert.Equal([Other], facts[1].SharedAccounts!);
        Assert.All(facts.Take(2), fact =>
        {
            var snapshot = Assert.Single(fact.Snapshots!);
            Assert.True(snapshot.VolumeSize > 0);
            // moto has no filter by snapshots, no DescribeImageReferences, and no Recycle Bin.
            Assert.Null(snapshot.AmiIds);
            Assert.Null(fact.InUseBy);
            Assert.Equal(
                ["ec2:DescribeImageReferences", "ec2:DescribeImages", "rbin:ListRules, rbin:GetRule"],
                fact.Problems!.Select(problem => problem.Permission));
        });
    }

    private static async Task<string> CreateAsync(AmazonEC2Client ec2, string name)
    {
        var images = await ec2.DescribeImagesAsync(new DescribeImagesRequest());
        var run = await ec2.RunInstancesAsync(new() { ImageId = images.Images[0].ImageId, MinCount = 1, MaxCount = 1 });
        return (await ec2.CreateImageAsync(new() { InstanceId = run.Reservation.Instances[0].InstanceId, Name = name })).ImageId;
    }
}
