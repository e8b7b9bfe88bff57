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
    public void A_name_is_taken_once() => core.Refuses<ResourceAlreadyExistsException>(
        new CreateDistributionConfigurationRequest { Name = "DEMO", Distributions = [], ClientToken = core.Token() });

    [Fact]
    public void A_configuration_in_use_cannot_be_deleted()
    {
        core.Distribute();
        var delete = new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = LocalServiceHarness.Configuration };
        core.Refuses<ResourceDependencyException>(delete);
        core.Pass(2);
        Assert.Equal(LocalServiceHarness.Configuration, core.Send(delete).DistributionConfigurationArn);
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
