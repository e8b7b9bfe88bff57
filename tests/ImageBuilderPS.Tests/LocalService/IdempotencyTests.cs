using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.Tests.LocalService;

public class IdempotencyTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_repeated_token_answers_as_the_first_call_did_and_does_nothing()
    {
        var request = core.Distribution(tags: new() { ["a"] = "1", ["b"] = "2" });
        var first = core.Send(request).ImageBuildVersionArn;
        request.Tags = new() { ["b"] = "2", ["a"] = "1" };
        Assert.Equal(first, core.Send(request).ImageBuildVersionArn);
        Assert.EndsWith("/2", core.Distribute());
    }

    [Fact]
    public void A_token_with_other_parameters_is_a_mismatch()
    {
        var request = core.Distribution();
        core.Send(request);
        request.ExecutionRole = "other";
        Assert.Contains(request.ClientToken!, core.Refuses<IdempotentParameterMismatchException>(request).Message);
    }

    [Fact]
    public void A_refused_call_does_not_use_its_token_up()
    {
        var request = core.Distribution(configuration: LocalServiceHarness.Configuration + "-later");
        core.Refuses<ResourceNotFoundException>(request);
        core.Configure("demo-later", ("us-east-1", null));
        Assert.NotNull(core.Send(request).ImageBuildVersionArn);
    }

    [Fact]
    public void A_token_is_remembered_for_a_day()
    {
        var request = core.Distribution();
        var first = core.Send(request).ImageBuildVersionArn!;
        core.Pass(TimeSpan.FromHours(23.9).Ticks / (double)LocalServiceHarness.Step.Ticks);
        Assert.Equal(first, core.Send(request).ImageBuildVersionArn);
        core.Pass(TimeSpan.FromHours(0.2).Ticks / (double)LocalServiceHarness.Step.Ticks);
        request.ExecutionRole = "other";
        Assert.EndsWith("/2", core.Send(request).ImageBuildVersionArn);
    }

    [Fact]
    public void Calls_are_forgotten_when_their_time_has_come()
    {
        var log = new IdempotencyLog(new());
        for (var i = 0; i < 100; i++)
            log.Answer("DistributeImage", core.Distribution(), core.Now.AddHours(i), () => new DistributeImageResponse());
        Assert.InRange(log.Count, 24, 25);
    }

    [Fact]
    public void A_token_does_not_return_a_resource_that_is_deleted()
    {
        var request = new CreateDistributionConfigurationRequest { Name = "again", Distributions = [], ClientToken = "same" };
        var arn = core.Send(request).DistributionConfigurationArn;
        core.Send(new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = arn });
        Assert.Equal(arn, core.Send(request).DistributionConfigurationArn);
        Assert.NotNull(core.Send(new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn }).DistributionConfiguration);
    }

    [Fact]
    public void Operations_and_regions_have_tokens_of_their_own()
    {
        core.Send(new CreateDistributionConfigurationRequest { Name = "one", Distributions = [], ClientToken = "same" });
        core.Send(new CreateDistributionConfigurationRequest { Name = "two", Distributions = [], ClientToken = "same" }, "eu-west-1");
        var request = core.Distribution();
        request.ClientToken = "same";
        Assert.Equal("same", core.Send(request).ClientToken);
    }
}
