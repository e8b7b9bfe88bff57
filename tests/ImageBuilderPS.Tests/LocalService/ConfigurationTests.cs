using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.LocalService;

public class ConfigurationTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_configuration_is_created_read_changed_and_deleted()
    {
        var arn = core.Configure("My Config", ("us-east-1", null));
        Assert.EndsWith(":distribution-configuration/my-config", arn);
        core.Send(new UpdateDistributionConfigurationRequest
        {
            DistributionConfigurationArn = arn,
            Description = "new",
            Distributions = [new() { Region = "eu-west-1", AmiDistributionConfiguration = new() }],
            ClientToken = core.Token(),
        });
        var read = core.Send(new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn }).DistributionConfiguration!;
        Assert.Equal(("My Config", "new", "eu-west-1", core.Now), (read.Name, read.Description, read.Distributions![0].Region, read.DateUpdated));
        core.Send(new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = arn });
        core.Refuses<ResourceNotFoundException>(new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn });
    }

    [Fact]
    public void Every_configuration_has_a_timeout()
    {
        foreach (var arn in new[] { LocalServiceHarness.Configuration, core.Configure("other", ("us-east-1", null)) })
            Assert.Equal(720, core.Send(new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn }).DistributionConfiguration!.TimeoutMinutes);
    }

    [Fact]
    public void A_name_is_taken_once() => core.Refuses<ResourceAlreadyExistsException>(
        new CreateDistributionConfigurationRequest { Name = "DEMO", Distributions = [], ClientToken = core.Token() });

    [Theory]
    [InlineData("My Config", "my_config")]
    [InlineData("my-config", "MY CONFIG")]
    [InlineData("-my_config_", "_My config-")]
    public void Names_that_differ_in_case_spaces_or_underscores_only_are_the_same(string first, string second)
    {
        var arn = core.Configure(first);
        Assert.Matches(":distribution-configuration/[a-z-]+$", arn);
        core.Refuses<ResourceAlreadyExistsException>(
            new CreateDistributionConfigurationRequest { Name = second, Distributions = [], ClientToken = core.Token() });
    }

    [Theory]
    [InlineData("mars-1", "us-east-1")]
    [InlineData("cn-north-1", "us-east-1")]
    [InlineData("us-east-1", "cn-north-1")]
    public void A_region_that_the_partition_does_not_have_is_refused(string region, string caller)
    {
        var create = new CreateDistributionConfigurationRequest
        {
            Name = "elsewhere",
            Distributions = [new() { Region = caller, AmiDistributionConfiguration = new() }, new() { Region = region, AmiDistributionConfiguration = new() }],
            ClientToken = core.Token(),
        };
        var error = Assert.Throws<InvalidParameterValueException>(() => core.Send(create, caller));
        Assert.StartsWith($"The value supplied for parameter 'distributions[1].region' is not valid. '{region}' ", error.Message);
        create.Distributions = [create.Distributions[0]];
        var arn = core.Send(create, caller).DistributionConfigurationArn;
        Assert.Throws<InvalidParameterValueException>(() => core.Send(
            new UpdateDistributionConfigurationRequest
            {
                DistributionConfigurationArn = arn,
                Distributions = [new() { Region = region, AmiDistributionConfiguration = new() }],
                ClientToken = core.Token(),
            },
            caller));
    }

    [Fact]
    public void A_configuration_is_deleted_while_a_distribution_runs_that_keeps_it()
    {
        var image = core.Distribute();
        core.Send(new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = LocalServiceHarness.Configuration });
        core.Pass(2);
        Assert.Equal(("AVAILABLE", "demo"), (core.Status(image), core.Image(image).DistributionConfiguration!.Name));
    }

    [Fact]
    public void A_member_name_in_another_case_is_ignored()
    {
        var required = LocalServiceHarness.Error(core.Raw(
            "PUT", "/CreateDistributionConfiguration", """{"NAME":"one","distributions":[],"clientToken":"t"}"""));
        Assert.EndsWith("Value null at 'name' failed to satisfy constraint: Member must not be null", required.Message);
        core.Raw("PUT", "/CreateDistributionConfiguration", """
            {"name":"one","Description":"x","distributions":[{"region":"eu-west-1","amiDistributionConfiguration":{"NAME":"y","new":1}}],"clientToken":"t"}
            """);
        var read = core.Send(new GetDistributionConfigurationRequest { DistributionConfigurationArn = LocalServiceHarness.Configuration.Replace("demo", "one") });
        var ami = read.DistributionConfiguration!.Distributions![0].AmiDistributionConfiguration!;
        Assert.Null(read.DistributionConfiguration.Description);
        Assert.Null(ami.Name);
        Assert.Equal(["new"], ami.AdditionalMembers!.Keys);
    }

    [Fact]
    public void An_image_keeps_the_configuration_that_it_began_with()
    {
        var arn = core.Distribute();
        core.Send(new UpdateDistributionConfigurationRequest
        {
            DistributionConfigurationArn = LocalServiceHarness.Configuration,
            Distributions = [],
            ClientToken = core.Token(),
        });
        Assert.Equal(3, core.Image(arn).DistributionConfiguration!.Distributions!.Length);
    }

    [Fact]
    public void A_configuration_that_lists_no_region_distributes_nothing() =>
        core.Refuses<InvalidRequestException>(core.Distribution(configuration: core.Configure("nowhere")));
}
