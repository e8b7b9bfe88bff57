using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.LocalService;

public class DistributionTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void An_image_goes_through_its_states_and_ends_with_one_AMI_per_region_and_account()
    {
        var arn = core.Distribute();
        Assert.Equal("PENDING", core.Status(arn));
        core.Pass(1);
        Assert.Equal("DISTRIBUTING", core.Status(arn));
        core.Pass(1);
        var image = core.Image(arn);
        Assert.Equal("AVAILABLE", image.State!.Status);
        Assert.Equal(
            from region in new[] { "us-east-1", "eu-west-1", "ap-southeast-2" }
            from account in new[] { "111122223333", "444455556666" }
            select (region, account, "AVAILABLE"),
            image.OutputResources!.Amis!.Select(ami => (ami.Region!, ami.AccountId!, ami.State!.Status!)));
        Assert.All(image.OutputResources.Amis!, ami => Assert.Matches("^ami-[0-9a-f]{17}$", ami.Image));
        Assert.Equal(6, image.OutputResources.Amis!.Select(ami => ami.Image).Distinct().Count());
    }

    [Fact]
    public void AMIs_come_out_one_after_the_other()
    {
        var arn = core.Distribute();
        core.Pass(1.5);
        Assert.Equal(
            ["AVAILABLE", "AVAILABLE", "AVAILABLE", "DISTRIBUTING", "DISTRIBUTING", "DISTRIBUTING"],
            core.Image(arn).OutputResources!.Amis!.Select(ami => ami.State!.Status));
    }

    [Fact]
    public void An_image_lists_its_AMIs_from_DISTRIBUTING_on()
    {
        var arn = core.Distribute();
        Assert.Null(core.Image(arn).OutputResources);
        core.Pass(1);
        Assert.All(core.Image(arn).OutputResources!.Amis!, ami => Assert.Equal("DISTRIBUTING", ami.State!.Status));
    }

    [Fact]
    public void A_tag_asks_for_testing_and_integrating()
    {
        var arn = core.Distribute(new() { ["local:states"] = "TESTING,INTEGRATING" });
        var seen = new List<string?> { core.Status(arn) };
        for (var i = 0; i < 4; i++)
        {
            core.Pass(1);
            seen.Add(core.Status(arn));
        }
        Assert.Equal(["PENDING", "TESTING", "DISTRIBUTING", "INTEGRATING", "AVAILABLE"], seen);
    }

    [Fact]
    public void Names_follow_the_template()
    {
        var configuration = core.Send(new CreateDistributionConfigurationRequest
        {
            Name = "names",
            ClientToken = core.Token(),
            Distributions =
            [
                new() { Region = "us-east-1", AmiDistributionConfiguration = new() { Name = "web {{ imagebuilder:buildDate }} {{imagebuilder:buildVersion}}" } },
                new() { Region = "eu-west-1", AmiDistributionConfiguration = new() },
            ],
        }).DistributionConfigurationArn!;
        var arn = core.Distribute(configuration: configuration);
        core.Pass(1);
        Assert.Equal(
            ["web 2026-06-01T12-00-00.000Z 1", "base-linux 2026-06-01T12-00-00.000Z"],
            core.Image(arn).OutputResources!.Amis!.Select(ami => ami.Name));
    }

    [Fact]
    public void Without_target_accounts_the_callers_own_gets_the_AMI()
    {
        var arn = core.Distribute(configuration: core.Configure("own", ("us-east-1", null)));
        core.Pass(1);
        Assert.Equal([LocalServiceHarness.Account], core.Image(arn).OutputResources!.Amis!.Select(ami => ami.AccountId));
    }

    [Fact]
    public void Each_distribution_is_a_build_of_its_own()
    {
        Assert.EndsWith("/base-linux/1.0.0/1", core.Distribute());
        Assert.EndsWith("/base-linux/1.0.0/2", core.Distribute());
        // An AMI that nobody knows is named by its id.
        Assert.EndsWith("/ami-12345678/1.0.0/1", core.Send(core.Distribution("ami-12345678")).ImageBuildVersionArn);
    }

    [Fact]
    public void An_image_is_distributed_as_the_next_build_of_its_version()
    {
        const string Source = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/2";
        var arn = core.Send(core.Distribution(Source)).ImageBuildVersionArn!;
        Assert.EndsWith("/web-server/2.0.0/3", arn);
        Assert.Equal("web-server", core.Image(arn).ImageRecipe!.Name);
    }

    [Theory]
    [InlineData("ami-12345678")]
    [InlineData("ssm:/images/web-server/latest")]
    [InlineData("ssm:arn:aws:ssm:us-east-1:123456789012:parameter/images/web-server/latest")]
    public void Sources_that_are_well_formed_are_taken(string source) =>
        Assert.NotNull(core.Send(core.Distribution(source)).ImageBuildVersionArn);

    [Theory]
    [InlineData("ssm:/images/web", "does not exist")]
    [InlineData("ssm:/text", "not an AMI id")]
    public void A_parameter_has_to_exist_and_to_hold_an_AMI(string source, string message)
    {
        core.Raw("POST", "/", """{"Name":"/text","Value":"b","Type":"String"}""", new(StringComparer.OrdinalIgnoreCase) { ["X-Amz-Target"] = "AmazonSSM.PutParameter" });
        Assert.Contains(message, core.Refuses<InvalidRequestException>(core.Distribution(source)).Message);
    }

    [Theory]
    [InlineData("ami-xyz")]
    [InlineData("web")]
    [InlineData("ssm:")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image-recipe/web-server/2.0.0")]
    public void Other_sources_are_refused(string source) =>
        Assert.Contains(source, core.Refuses<InvalidRequestException>(core.Distribution(source)).Message);

    [Theory]
    [InlineData("2.0.0", "2.0.0/2")]
    [InlineData("1.x.x", "1.1.0/3")]
    [InlineData("x.x.x", "2.0.0/2")]
    public void A_version_means_its_newest_available_build(string version, string build)
    {
        const string Web = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/";
        core.Raw("POST", "/_local/images", $$"""{"arn":"{{Web}}2.0.0/9","state":{"status":"DEPRECATED"} }""");
        var distributed = core.Image(core.Send(core.Distribution(Web + version)).ImageBuildVersionArn!);

        Assert.Equal(build.Split('/')[0], distributed.Version);
        Assert.Equal(Web + build, core.Image(Web + version).Arn);
    }

    [Fact]
    public void A_version_without_an_available_build_is_not_found()
    {
        const string Gone = "arn:aws:imagebuilder:us-east-1:123456789012:image/gone/";
        core.Raw("POST", "/_local/images", $$"""{"arn":"{{Gone}}1.0.0/1","state":{"status":"FAILED"} }""");
        Assert.Equal(
            $"The image {Gone}x.x.x has no AVAILABLE build in account 123456789012 and region us-east-1.",
            core.Refuses<ResourceNotFoundException>(core.Distribution(Gone + "x.x.x")).Message);
    }

    [Fact]
    public void A_version_finds_a_build_that_has_just_become_available()
    {
        var arn = core.Distribute();
        var version = arn.Substring(0, arn.LastIndexOf('/'));
        core.Refuses<ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = version });
        core.Pass(2);
        Assert.Equal(arn, core.Image(version).Arn);
    }

    [Fact]
    public void A_source_image_has_to_be_there_and_available()
    {
        var missing = core.Refuses<ResourceNotFoundException>(
            core.Distribution("arn:aws:imagebuilder:us-east-1:123456789012:image/nope/1.0.0/1"));
        Assert.Equal(404, missing.StatusCode);
        var arn = core.Distribute();
        Assert.Contains("PENDING", core.Refuses<InvalidRequestException>(core.Distribution(arn)).Message);
    }

    [Fact]
    public void A_missing_configuration_is_not_found()
    {
        var error = core.Refuses<ResourceNotFoundException>(core.Distribution(configuration: LocalServiceHarness.Configuration + "x"));
        Assert.Contains(LocalServiceHarness.Configuration + "x", error.Message);
    }

    [Fact]
    public void An_account_without_the_role_fails_the_image_and_its_own_AMIs_only()
    {
        var arn = core.Distribute(configuration: core.Configure("partly", ("eu-west-1", ["111122223333", "999999990000"])));
        core.Pass(2);
        var image = core.Image(arn);
        Assert.Equal("FAILED", image.State!.Status);
        Assert.Contains("999999990000 in region eu-west-1", image.State.Reason);
        Assert.Contains("EC2ImageBuilderDistributionCrossAccountRole", image.State.Reason);
        Assert.Equal(["AVAILABLE", "FAILED"], image.OutputResources!.Amis!.Select(ami => ami.State!.Status));
    }

    [Fact]
    public void A_retry_fails_again_until_the_role_is_there_and_keeps_the_AMIs_that_are_done()
    {
        var arn = core.Distribute(configuration: core.Configure("partly", ("eu-west-1", ["111122223333", "999999990000"])));
        core.Pass(2);
        var done = core.Image(arn).OutputResources!.Amis![0].Image;
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal("DISTRIBUTING", core.Status(arn));
        core.Pass(1);
        Assert.Equal("FAILED", core.Status(arn));

        Assert.Equal(200, core.Raw("POST", "/_local/accounts?account=999999990000&crossAccountRole=true").Status);
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal("AVAILABLE", core.Image(arn).OutputResources!.Amis![0].State!.Status);
        core.Pass(1);
        var image = core.Image(arn);
        Assert.Equal("AVAILABLE", image.State!.Status);
        Assert.Null(image.State.Reason);
        Assert.Equal(done, image.OutputResources!.Amis![0].Image);
        Assert.All(image.OutputResources.Amis, ami => Assert.Equal("AVAILABLE", ami.State!.Status));
    }

    [Fact]
    public void A_role_that_is_given_back_while_a_distribution_runs_does_not_change_its_outcome()
    {
        var arn = core.Distribute(configuration: core.Configure("partly", ("eu-west-1", ["999999990000"])));
        core.Raw("POST", "/_local/accounts?account=999999990000&crossAccountRole=true");
        core.Pass(2);
        Assert.Equal("FAILED", core.Status(arn));
    }

    [Fact]
    public void A_retry_of_a_cancelled_image_goes_on_where_it_stopped()
    {
        var arn = core.Distribute(new() { ["local:states"] = "TESTING" });
        core.Pass(1);
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal("TESTING", core.Status(arn));
        core.Pass(2);
        Assert.Equal("AVAILABLE", core.Status(arn));
        Assert.All(core.Image(arn).OutputResources!.Amis!, ami => Assert.Equal("AVAILABLE", ami.State!.Status));
    }

    [Fact]
    public void A_cancelled_image_is_retried_and_keeps_the_AMIs_that_are_done()
    {
        var arn = core.Distribute();
        core.Pass(1.5);
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal(
            ["AVAILABLE", "AVAILABLE", "AVAILABLE", "DISTRIBUTING", "DISTRIBUTING", "DISTRIBUTING"],
            core.Image(arn).OutputResources!.Amis!.Select(ami => ami.State!.Status));
        core.Pass(1);
        Assert.Equal("AVAILABLE", core.Status(arn));
    }

    [Theory]
    [InlineData("DOCKER", """[{"region":"us-east-1","image":"ami-1"}]""", "DOCKER")]
    [InlineData("AMI", "[]", "no AMI")]
    public void A_container_image_or_one_without_AMIs_cannot_be_retried(string type, string amis, string expected)
    {
        const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/broken/1.0.0/1";
        core.Raw("POST", "/_local/images", $$"""{"arn":"{{Arn}}","type":"{{type}}","state":{"status":"FAILED"},"outputResources":{"amis":{{amis}} } }""");
        var error = core.Refuses<InvalidRequestException>(new RetryImageRequest { ImageBuildVersionArn = Arn, ClientToken = core.Token() });
        Assert.Contains(expected, error.Message);
        Assert.Equal("FAILED", core.Status(Arn));
    }

    [Theory]
    [InlineData("DOCKER", "us-east-1", "AVAILABLE", "container image")]
    [InlineData("AMI", "eu-west-1", "AVAILABLE", "no AMI in region us-east-1")]
    [InlineData("AMI", "us-east-1", "DELETED", "no AMI in region us-east-1")]
    public void A_source_image_has_to_have_an_AMI_in_the_region_of_the_call(string type, string region, string status, string expected)
    {
        const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/other/1.0.0/1";
        core.Raw("POST", "/_local/images", $$"""
            {"arn":"{{Arn}}","type":"{{type}}","outputResources":{"amis":[{"region":"{{region}}","image":"ami-1","state":{"status":"{{status}}"} }]} }
            """);
        Assert.Contains(expected, core.Refuses<InvalidRequestException>(core.Distribution(Arn)).Message);
    }

    [Fact]
    public void An_image_of_Amazon_can_be_distributed() => Assert.EndsWith(
        ":123456789012:image/amazon-linux-2023-x86/2026.1.1/1",
        core.Send(core.Distribution("arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x")).ImageBuildVersionArn);

    [Fact]
    public void An_image_that_has_not_ended_or_is_available_cannot_be_retried()
    {
        var arn = core.Distribute();
        core.Refuses<InvalidRequestException>(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Pass(2);
        core.Refuses<InvalidRequestException>(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
    }

    [Fact]
    public void A_cancelled_image_stays_cancelled_and_keeps_the_AMIs_that_are_done()
    {
        var arn = core.Distribute();
        core.Pass(1.5);
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Pass(5);
        var image = core.Image(arn);
        Assert.Equal("CANCELLED", image.State!.Status);
        Assert.Equal(3, image.OutputResources!.Amis!.Count(ami => ami.State!.Status == "AVAILABLE"));
        Assert.Equal(3, image.OutputResources.Amis!.Count(ami => ami.State!.Status == "CANCELLED"));
        core.Refuses<InvalidRequestException>(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
    }

    [Fact]
    public void A_full_quota_refuses_until_a_distribution_has_ended()
    {
        core.Raw("POST", "/_local/quota?distributions=1");
        core.Distribute();
        Assert.Equal(402, core.Refuses<ServiceQuotaExceededException>(core.Distribution()).StatusCode);
        core.Pass(2);
        Assert.NotNull(core.Distribute());
    }

    [Fact]
    public void A_full_quota_does_not_refuse_a_retry()
    {
        core.Raw("POST", "/_local/quota?distributions=1");
        var arn = core.Distribute();
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Distribute();
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.Equal("PENDING", core.Status(arn));
    }

    [Fact]
    public void Regions_and_accounts_do_not_see_each_others_images()
    {
        var arn = core.Distribute();
        Assert.Throws<ResourceNotFoundException>(() => core.Send(new GetImageRequest { ImageBuildVersionArn = arn }, "eu-west-1"));
        Assert.Throws<ResourceNotFoundException>(() => core.Send(new GetImageRequest { ImageBuildVersionArn = arn }, "us-east-1", "210987654321"));
        var there = core.Send(new ListDistributionConfigurationsRequest(), "cn-north-1", "210987654321").DistributionConfigurationSummaryList!;
        Assert.Equal(["arn:aws-cn:imagebuilder:cn-north-1:210987654321:distribution-configuration/demo"], there.Select(item => item.Arn));
    }
}
