using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>What distributions make in EC2 and SSM, and how they fail.</summary>
public class DistributedAmiTests
{
    private const string Account = LocalServiceHarness.Account;
    private const string Target = "111122223333";
    private const string Template = "lt-0123456789abcdef0";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_distribution_makes_AMIs_and_snapshots_as_the_configuration_says()
    {
        var arn = Distribute(new Distribution
        {
            Region = "eu-west-1",
            AmiDistributionConfiguration = new()
            {
                Name = "web {{ imagebuilder:buildDate }}",
                Description = "The web server",
                TargetAccountIds = [Target],
                AmiTags = new() { ["stage"] = "test" },
                LaunchPermission = new() { UserIds = ["444455556666"], UserGroups = ["all"] },
                KmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d",
            },
        });
        core.Pass(1.5);
        Assert.Empty(Ec2(Target, "eu-west-1").Images.Keys);
        core.Pass(0.5);
        var ami = Assert.Single(core.Image(arn).OutputResources!.Amis!);
        var image = Ec2(Target, "eu-west-1").Images.Find(ami.Image!)!;
        Assert.Equal((ami.Name, "The web server", Target), (image.Name, image.Description, image.OwnerId));
        Assert.Equal(("EC2 Image Builder", arn, "test"), (image.Tags["CreatedBy"], image.Tags["Ec2ImageBuilderArn"], image.Tags["stage"]));
        Assert.Equal(("444455556666", true), (image.LaunchPermissions.UserIds.Single(), image.LaunchPermissions.IsPublic));
        var snapshot = Ec2(Target, "eu-west-1").Snapshots.Find(image.SnapshotIds.Single())!;
        Assert.Equal((8, true, "EC2 Image Builder"), (snapshot.VolumeSize, snapshot.Encrypted, snapshot.Tags["CreatedBy"]));
        Assert.InRange(snapshot.FullSnapshotSizeInBytes!.Value, 1L << 30, 8L << 30);
    }

    [Fact]
    public void A_cancelled_distribution_makes_only_the_AMIs_that_are_done()
    {
        var arn = core.Distribute();
        core.Pass(1.5);
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Pass(5);
        Assert.All(core.Image(arn).OutputResources!.Amis!, ami =>
            Assert.Equal(ami.State!.Status == "AVAILABLE", Ec2(ami.AccountId!, ami.Region!).Images.Find(ami.Image!) is not null));
    }

    [Fact]
    public void Launch_templates_get_a_version_and_parameters_a_value_while_the_image_is_INTEGRATING()
    {
        AddTemplate(Account);
        AddTemplate(Target);
        var arn = Distribute(new Distribution
        {
            Region = "us-east-1",
            AmiDistributionConfiguration = new() { TargetAccountIds = [Account, Target] },
            LaunchTemplateConfigurations = [new() { LaunchTemplateId = Template, SetDefaultVersion = true }, new() { LaunchTemplateId = Template, AccountId = Target }],
            SsmParameterConfigurations = [new() { ParameterName = "/imagebuilder/web", DataType = "aws:ec2:image" }, new() { ParameterName = "/imagebuilder/web", AmiAccountId = Target }],
        });
        core.Pass(2);
        Assert.Equal("INTEGRATING", core.Status(arn));
        core.Pass(1);
        var amis = core.Image(arn).OutputResources!.Amis!;
        var (own, other) = (amis.Single(ami => ami.AccountId == Account).Image, amis.Single(ami => ami.AccountId == Target).Image);
        Assert.Equal((2, 2, own), Latest(Account));
        // The template of another account gets the source account's AMI too.
        Assert.Equal((2, 1, own), Latest(Target));
        Assert.Equal((own, "aws:ec2:image"), Parameter(Account));
        Assert.Equal((other, "text"), Parameter(Target));
    }

    [Fact]
    public void A_missing_launch_template_fails_the_image_and_a_retry_goes_on_with_it()
    {
        var arn = Distribute(new Distribution
        {
            Region = "us-east-1",
            AmiDistributionConfiguration = new(),
            LaunchTemplateConfigurations = [new() { LaunchTemplateId = Template }],
        });
        core.Pass(3);
        var state = core.Image(arn).State!;
        Assert.Equal(("FAILED", "INTEGRATING"), (state.Status, state.FailureContext!.ImageStatus));
        var failure = Assert.Single(state.FailureContext.DistributionFailure!.RegionFailures!);
        Assert.Equal(("us-east-1", "FAILED", "UPDATE_LAUNCH_TEMPLATES"), (failure.Region, failure.Status, failure.ImageConfigurationStep));
        Assert.Contains(Template, failure.ErrorMessage);
        Assert.Equal("AVAILABLE", core.Image(arn).OutputResources!.Amis!.Single().State!.Status);

        AddTemplate(Account);
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal("INTEGRATING", core.Status(arn));
        core.Pass(1);
        Assert.Equal("AVAILABLE", core.Status(arn));
        Assert.Null(core.Image(arn).State!.FailureContext);
        Assert.Equal(2, Ec2(Account).LaunchTemplates.Find(Template)!.LatestVersion);
    }

    [Theory]
    [InlineData("kms", "DISTRIBUTING")]
    [InlineData("launchTemplate", "INTEGRATING")]
    [InlineData("test", "TESTING")]
    public void A_fault_rule_fails_a_distribution_in_its_phase_and_a_retry_goes_on_there(string cause, string phase)
    {
        core.Raw("POST", "/_local/faults", $$"""{"cause":"{{cause}}","region":"eu-west-1","account":"{{Target}}","count":1}""");
        var arn = core.Distribute();
        core.Pass(4);
        var image = core.Image(arn);
        Assert.Equal(("FAILED", phase), (image.State!.Status, image.State.FailureContext!.ImageStatus));
        Assert.Equal(
            phase == "TESTING" ? [] : [("eu-west-1", Target)],
            (image.State.FailureContext.DistributionFailure?.RegionFailures ?? []).Select(failure => (failure.Region!, failure.TargetAccountId!)));
        Assert.Equal(phase switch { "TESTING" => 0, "DISTRIBUTING" => 5, _ => 6 }, (image.OutputResources?.Amis ?? []).Count(ami => ami.State!.Status == "AVAILABLE"));

        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal(phase, core.Status(arn));
        core.Pass(4);
        Assert.Equal("AVAILABLE", core.Status(arn));
        Assert.All(core.Image(arn).OutputResources!.Amis!, ami => Assert.NotNull(Ec2(ami.AccountId!, ami.Region!).Images.Find(ami.Image!)));
    }

    [Fact]
    public void A_public_AMI_fails_where_the_account_blocks_public_AMIs()
    {
        Ec2(Target).Settings = new() { BlocksPublicImages = true };
        var arn = Distribute(new Distribution
        {
            Region = "us-east-1",
            AmiDistributionConfiguration = new() { TargetAccountIds = [Account, Target], LaunchPermission = new() { UserGroups = ["all"] } },
        });
        core.Pass(2);
        var image = core.Image(arn);
        Assert.Equal(("FAILED", "AVAILABLE", "FAILED"), (image.State!.Status, image.OutputResources!.Amis![0].State!.Status, image.OutputResources.Amis[1].State!.Status));
        Assert.Contains("block public access", image.State.Reason);
    }

    [Fact]
    public void An_image_of_a_known_AMI_has_its_name_and_size()
    {
        Ec2(Account).Register(
            new() { ImageId = "ami-00000000000000009", Name = "My Source_AMI", OwnerId = Account, BlockDevices = [new() { SnapshotId = "snap-1", VolumeSize = 30 }] },
            new Ec2Snapshot { SnapshotId = "snap-1", OwnerId = Account });
        var arn = core.Send(core.Distribution("ami-00000000000000009", core.Configure("own", ("us-east-1", null)))).ImageBuildVersionArn!;
        Assert.EndsWith(":image/my-source-ami/1.0.0/1", arn);
        core.Pass(2);
        var image = Ec2(Account).Images.Find(core.Image(arn).OutputResources!.Amis!.Single().Image!)!;
        Assert.Equal((30, "ami-00000000000000009", "us-east-1"), (image.BlockDevices.Single().VolumeSize, image.SourceImageId, image.SourceImageRegion));
    }

    [Theory]
    [InlineData("web 2.0 (x86_64)", "web 2-0 -x86_64-", "web-2-0--x86-64-")]
    [InlineData("/aws/a", "-aws-a", "-aws-a")]
    public void The_name_of_an_image_has_hyphens_for_what_only_an_AMIs_name_can_have(string ami, string name, string inArn)
    {
        Ec2(Account).Register(new() { ImageId = "ami-00000000000000009", Name = ami, OwnerId = Account });
        var image = core.Image(core.Send(core.Distribution("ami-00000000000000009")).ImageBuildVersionArn!);
        Assert.Equal(name, image.Name);
        Assert.Contains($":image/{inArn}/1.0.0/", image.Arn);
        Assert.True(new ResourceNameAttribute().IsValid(image.Name!));
    }

    [Fact]
    public void A_disabled_or_private_AMI_cannot_be_distributed()
    {
        Ec2(Account).Register(new() { ImageId = "ami-00000000000000001", OwnerId = Account, State = "disabled" });
        Ec2(Target).Register(new() { ImageId = "ami-00000000000000002", OwnerId = Target });
        foreach (var id in new[] { "ami-00000000000000001", "ami-00000000000000002" })
            Assert.Contains(id, core.Refuses<InvalidRequestException>(core.Distribution(id)).Message);
    }

    [Fact]
    public void An_image_that_is_replaced_while_it_is_distributed_stays_as_it_was_put()
    {
        var arn = core.Distribute();
        Assert.Equal(200, core.Raw("POST", "/_local/images", $$"""{"arn":"{{arn}}","osVersion":"mine","state":{"status":"FAILED"} }""").Status);
        core.Pass(3);
        Assert.Equal(("FAILED", "mine"), (core.Status(arn), core.Image(arn).OsVersion));
    }

    [Fact]
    public void A_token_of_a_deleted_image_distributes_again()
    {
        var request = core.Distribution();
        var first = core.Send(request).ImageBuildVersionArn!;
        core.Pass(2);
        core.Send(new DeleteImageRequest { ImageBuildVersionArn = first });
        Assert.Equal((first.Replace("/1.0.0/1", "/1.0.0/2", StringComparison.Ordinal), "PENDING"), (core.Send(request).ImageBuildVersionArn, core.Status(first.Replace("/1.0.0/1", "/1.0.0/2", StringComparison.Ordinal))));
    }

    private Ec2State Ec2(string account, string region = "us-east-1") => core.State.Get(account, region).Ec2;

    private string Distribute(params Distribution[] distributions)
    {
        var configuration = core.Send(new CreateDistributionConfigurationRequest { Name = core.Token(), Distributions = distributions, ClientToken = core.Token() });
        return core.Distribute(configuration: configuration.DistributionConfigurationArn!);
    }

    private void AddTemplate(string account) => Ec2(account).LaunchTemplates.Put(
        Template, new LaunchTemplate { LaunchTemplateId = Template, Name = "web", Versions = [new() { ImageId = "ami-00000000000000001" }] });

    private (int Latest, int Default, string? ImageId) Latest(string account)
    {
        var template = Ec2(account).LaunchTemplates.Find(Template)!;
        return (template.LatestVersion, template.DefaultVersion, template.Versions[^1].ImageId);
    }

    private (string Value, string DataType) Parameter(string account)
    {
        var parameter = core.State.Get(account, "us-east-1").Parameters.Find("/imagebuilder/web")!;
        return (parameter.Latest.Value, parameter.DataType);
    }
}
