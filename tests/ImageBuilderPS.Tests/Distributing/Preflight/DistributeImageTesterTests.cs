using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Tests.Distributing.Preflight;

public class DistributeImageTesterTests
{
    private readonly PreflightScenario scenario = new();

    [Fact]
    public async Task A_good_request_passes_each_check_with_one_row()
    {
        scenario.Add("us-east-1", PreflightScenario.Own, PreflightScenario.Other);
        scenario.Add("eu-west-1", PreflightScenario.Own, PreflightScenario.Other);
        var test = await scenario.TestAsync();
        Assert.True(test.Passed);
        Assert.Equal("passed", test.Verdict);
        Assert.Equal(DistributeImageChecks.All.Where(name => name != DistributeImageChecks.Request), test.Checks.Select(check => check.Name));
        Assert.All(test.Checks, check => Assert.Equal((DistributeImageCheckResult.Passed, null), (check.Result, check.Action)));
    }

    [Fact]
    public async Task Everything_is_read_once_for_many_images()
    {
        scenario.Add("us-east-1", PreflightScenario.Own, PreflightScenario.Other);
        scenario.Add("eu-west-1", PreflightScenario.Other);
        for (var i = 0; i < 5; i++)
            await scenario.TestAsync();
        Assert.Equal(1, scenario.ConfigurationReads);
        Assert.All(scenario.Cloud.Calls.GroupBy(call => (call.Account, call.Region, call.Operation)), same => Assert.Single(same));
    }

    [Fact]
    public async Task A_configuration_that_does_not_exist_fails_and_one_that_may_not_be_read_is_unknown()
    {
        scenario.Configuration = () => throw new ResourceNotFoundException("There is no such configuration.");
        Assert.Equal(DistributeImageCheckResult.Failed, (await scenario.RowAsync(DistributeImageChecks.DistributionConfiguration)).Result);
        var other = new PreflightScenario { Configuration = () => throw new AccessDeniedException("No.") };
        var test = await other.TestAsync();
        var row = test.Checks.Single(check => check.Name == DistributeImageChecks.DistributionConfiguration);
        Assert.Equal((DistributeImageCheckResult.Unknown, "imagebuilder:GetDistributionConfiguration"), (row.Result, row.Permission));
        Assert.True(test.Passed);
        Assert.Equal("passed (1 unknown)", test.Verdict);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task An_outage_of_the_service_is_unknown(int status)
    {
        scenario.Configuration = () => throw new ImageBuilderException("Later.", "ServiceUnavailableException", status);
        var row = await scenario.RowAsync(DistributeImageChecks.DistributionConfiguration);
        Assert.Equal((DistributeImageCheckResult.Unknown, null), (row.Result, row.Permission));
    }

    [Fact]
    public async Task A_configuration_without_regions_for_AMIs_fails()
    {
        scenario.Entries.Add(new() { Region = "us-east-1", ContainerDistributionConfiguration = new() });
        Assert.Equal(DistributeImageCheckResult.Failed, (await scenario.RowAsync(DistributeImageChecks.DistributionConfiguration)).Result);
    }

    [Fact]
    public async Task An_ARN_that_is_none_a_role_and_tags_that_break_their_constraints_fail()
    {
        var request = PreflightScenario.Request();
        request.DistributionConfigurationArn = "demo";
        request.ExecutionRole = "a role";
        request.Tags = new() { ["aws:x"] = "y" };
        var test = await scenario.TestAsync(request);
        Assert.Equal(
            [DistributeImageChecks.Request, DistributeImageChecks.DistributionConfiguration, DistributeImageChecks.ExecutionRole],
            test.Checks.Where(check => check.Result == DistributeImageCheckResult.Failed).Select(check => check.Name));
        Assert.Equal((3, "failed (3 failed)"), (test.Failed, test.Verdict));
    }

    [Fact]
    public async Task A_check_that_is_skipped_is_not_made()
    {
        scenario.Skipped.AddRange([DistributeImageChecks.Regions, DistributeImageChecks.CrossAccountRole, DistributeImageChecks.AmiQuota]);
        var test = await scenario.TestAsync();
        Assert.DoesNotContain(test.Checks, check => scenario.Skipped.Contains(check.Name));
        Assert.DoesNotContain(scenario.Cloud.Calls, call => call.Operation is "DescribeRegions" or "CountImages" or "AssumeRole");
    }

    [Fact]
    public async Task Without_any_answer_from_EC2_everything_about_it_is_unknown()
    {
        scenario.Cloud.Error = _ => new ConnectionException(ConnectionErrorKind.EndpointUnreachable, "Nobody answers.", "Check the network.");
        var test = await scenario.TestAsync();
        Assert.True(test.Passed);
        Assert.All(
            test.Checks.Where(check => check.Name is DistributeImageChecks.SourceAmi or DistributeImageChecks.Regions or DistributeImageChecks.AmiQuota or DistributeImageChecks.CopyQueue),
            check => Assert.Equal((DistributeImageCheckResult.Unknown, null, true), (check.Result, check.Permission, check.Message.Contains("Nobody answers", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("kmskey", DistributeImageChecks.KmsKey)]
    [InlineData("REGIONS", DistributeImageChecks.Regions)]
    [InlineData("region", null)]
    [InlineData(null, null)]
    public void Names_of_checks_are_found_in_any_case(string? text, string? name) => Assert.Equal(name, DistributeImageChecks.Find(text));

    [Fact]
    public void Each_region_and_account_counts_once()
    {
        scenario.Add("us-east-1", "111122223333", "444455556666");
        scenario.Add("eu-west-1", "111122223333", "444455556666");
        Assert.Equal("2 regions (us-east-1, eu-west-1), 2 accounts", DistributionTargets.Describe(new() { Distributions = [.. scenario.Entries] }));
        Assert.Equal("1 region (us-east-1), own account", DistributionTargets.Describe(new() { Distributions = [new() { Region = "us-east-1" }] }));
        Assert.Equal("no region", DistributionTargets.Describe(new()));
    }
}
