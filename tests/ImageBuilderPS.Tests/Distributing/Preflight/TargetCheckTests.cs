using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Tests.Distributing.Preflight;

/// <summary>The regions, the accounts and the roles in them.</summary>
public class TargetCheckTests
{
    private readonly PreflightScenario scenario = new();

    [Fact]
    public async Task Regions_that_can_be_used_are_one_row()
    {
        scenario.Add("us-east-1");
        scenario.Add("af-south-1");
        Assert.Equal("us-east-1, af-south-1: enabled.", (await scenario.RowAsync(DistributeImageChecks.Regions)).Message);
    }

    [Theory]
    [InlineData("me-south-1", "not enabled")]
    [InlineData("us-east-9", "There is no region")]
    public async Task Another_region_is_a_row_of_its_own_and_nothing_else_is_asked_of_it(string region, string message)
    {
        scenario.Add("us-east-1");
        scenario.Add(region, PreflightScenario.Other).LaunchPermission = new() { UserGroups = ["all"] };
        var rows = await scenario.RowsAsync(DistributeImageChecks.Regions);
        Assert.Equal(
            [(DistributeImageCheckResult.Failed, region), (DistributeImageCheckResult.Passed, null)], rows.Select(row => (row.Result, row.Region)));
        Assert.Contains(message, rows[0].Message);
        Assert.DoesNotContain(scenario.Cloud.Calls, call => call.Region == region);
    }

    [Fact]
    public async Task An_optional_region_has_to_be_enabled_in_the_target_account_too()
    {
        scenario.Cloud[PreflightScenario.Other].Regions.RemoveAll(region => region.Name == "af-south-1");
        scenario.Add("us-east-1", PreflightScenario.Other);
        scenario.Add("af-south-1", PreflightScenario.Other);
        var failed = (await scenario.RowsAsync(DistributeImageChecks.Regions))[0];
        Assert.Equal((DistributeImageCheckResult.Failed, "af-south-1", PreflightScenario.Other), (failed.Result, failed.Region, failed.AccountId));
    }

    [Fact]
    public async Task Without_the_permission_regions_are_unknown_and_the_others_are_checked()
    {
        scenario.Refuse("DescribeRegions");
        var row = await scenario.RowAsync(DistributeImageChecks.Regions);
        Assert.Equal((DistributeImageCheckResult.Unknown, "ec2:DescribeRegions"), (row.Result, row.Permission));
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.AmiQuota)).Result);
    }

    [Fact]
    public async Task Accounts_are_ids_and_listed_once()
    {
        scenario.Add("us-east-1", PreflightScenario.Other, PreflightScenario.Other, "12345");
        var rows = await scenario.RowsAsync(DistributeImageChecks.Accounts);
        Assert.Equal([DistributeImageCheckResult.Failed, DistributeImageCheckResult.Warning, DistributeImageCheckResult.Passed], rows.Select(row => row.Result));
        Assert.Equal(("12345", PreflightScenario.Other), (rows[0].AccountId, rows[1].AccountId));
    }

    [Fact]
    public async Task A_role_is_assumed_once_for_each_account()
    {
        scenario.Add("us-east-1", PreflightScenario.Other, PreflightScenario.Own);
        scenario.Add("eu-west-1", PreflightScenario.Other);
        scenario.Skipped.AddRange([DistributeImageChecks.AmiQuota, DistributeImageChecks.CopyQueue]);
        Assert.Equal($"{PreflightScenario.Other}: EC2ImageBuilderDistributionCrossAccountRole can be assumed.", (await scenario.RowAsync(DistributeImageChecks.CrossAccountRole)).Message);
        Assert.Equal($"arn:aws:iam::{PreflightScenario.Other}:role/EC2ImageBuilderDistributionCrossAccountRole", Assert.Single(scenario.Cloud.Roles));
    }

    [Theory]
    [InlineData("User: x is not authorized to perform: sts:AssumeRole on resource: y", DistributeImageCheckResult.Failed, null)]
    [InlineData("… because no resource-based policy allows the sts:AssumeRole action", DistributeImageCheckResult.Failed, null)]
    [InlineData("… because no identity-based policy allows the sts:AssumeRole action", DistributeImageCheckResult.Unknown, "sts:AssumeRole")]
    [InlineData("… with an explicit deny in a service control policy", DistributeImageCheckResult.Unknown, "sts:AssumeRole")]
    [InlineData("… because no permissions boundary allows the sts:AssumeRole action", DistributeImageCheckResult.Unknown, "sts:AssumeRole")]
    public async Task A_role_that_is_refused_fails_unless_the_callers_own_policies_are_the_reason(string message, string result, string? permission)
    {
        scenario.Add("us-east-1", PreflightScenario.Other);
        scenario.Refuse("AssumeRole", "AccessDenied", message: message);
        var row = await scenario.RowAsync(DistributeImageChecks.CrossAccountRole);
        Assert.Equal((result, permission, PreflightScenario.Other), (row.Result, row.Permission, row.AccountId));
    }

    [Fact]
    public async Task What_a_role_that_is_refused_would_read_is_unknown_once_for_each_account()
    {
        scenario.Add("us-east-1", PreflightScenario.Other);
        scenario.Add("eu-west-1", PreflightScenario.Other);
        scenario.Refuse("AssumeRole", "AccessDenied");
        var row = await scenario.RowAsync(DistributeImageChecks.AmiQuota);
        Assert.Equal((DistributeImageCheckResult.Unknown, "sts:AssumeRole", PreflightScenario.Other, null), (row.Result, row.Permission, row.AccountId, row.Region));
        Assert.StartsWith("us-east-1, eu-west-1: ", row.Message);
        Assert.Equal(1, scenario.Cloud.Count("AssumeRole"));
    }

    [Theory]
    [InlineData("ServiceUnavailable", 503)]
    [InlineData("InternalError", 500)]
    public async Task An_outage_is_unknown_without_a_permission(string code, int status)
    {
        scenario.Add("us-east-1", PreflightScenario.Other);
        scenario.Refuse("AssumeRole", code, status, "Later.");
        var row = await scenario.RowAsync(DistributeImageChecks.CrossAccountRole);
        Assert.Equal((DistributeImageCheckResult.Unknown, null, "Later."), (row.Result, row.Permission, row.Message));
    }
}
