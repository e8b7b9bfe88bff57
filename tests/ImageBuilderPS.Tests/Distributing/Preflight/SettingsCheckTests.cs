using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Tests.Distributing.Preflight;

/// <summary>Keys, launch permissions, launch templates, parameters and names of a configuration.</summary>
public class SettingsCheckTests
{
    private const string Template = "lt-00000000000000001";
    private const string Key = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private readonly PreflightScenario scenario = new();

    [Theory]
    [InlineData(Key, true, false, DistributeImageCheckResult.Failed)]
    [InlineData("alias/web", true, false, DistributeImageCheckResult.Failed)]
    [InlineData(Key, false, false, DistributeImageCheckResult.Warning)]
    [InlineData("alias/web", false, true, DistributeImageCheckResult.Warning)]
    [InlineData("alias/aws/ebs", true, false, DistributeImageCheckResult.Failed)]
    [InlineData("alias/aws/ebs", false, true, DistributeImageCheckResult.Failed)]
    [InlineData("arn:aws:kms:us-east-1:111111111111:alias/aws/ebs", false, true, DistributeImageCheckResult.Failed)]
    [InlineData("arn:aws:kms:eu-west-1:111111111111:key/" + Key, false, false, DistributeImageCheckResult.Failed)]
    [InlineData("arn:aws:kms:us-east-1:111111111111:key/" + Key, true, true, DistributeImageCheckResult.Passed)]
    [InlineData("arn:aws:kms:us-east-1:111111111111:alias/web", true, true, DistributeImageCheckResult.Passed)]
    [InlineData(null, true, true, DistributeImageCheckResult.Passed)]
    public async Task A_key_has_to_be_an_ARN_of_the_region_that_others_can_use(string? key, bool isForOtherAccount, bool isShared, string result)
    {
        var settings = isForOtherAccount ? scenario.Add("us-east-1", PreflightScenario.Other) : scenario.Add();
        settings.KmsKeyId = key;
        settings.LaunchPermission = isShared ? new() { OrganizationArns = ["arn:aws:organizations::111111111111:organization/o-1"] } : null;
        Assert.Equal(result, (await scenario.RowAsync(DistributeImageChecks.KmsKey)).Result);
    }

    [Theory]
    [InlineData(true, DistributeImageCheckResult.Warning)]
    [InlineData(false, DistributeImageCheckResult.Passed)]
    public async Task An_encrypted_source_without_a_key_is_a_warning_where_others_get_it(bool isForOtherAccount, string result)
    {
        scenario.Cloud[PreflightScenario.Own].Update(PreflightScenario.Ami, image => image with { IsEncrypted = true });
        _ = isForOtherAccount ? scenario.Add("us-east-1", PreflightScenario.Other) : scenario.Add();
        Assert.Equal(result, (await scenario.RowAsync(DistributeImageChecks.KmsKey)).Result);
    }

    [Fact]
    public async Task Public_AMIs_fail_where_an_account_blocks_them()
    {
        foreach (var region in new[] { "us-east-1", "eu-west-1" })
            scenario.Add(region, PreflightScenario.Own, PreflightScenario.Other).LaunchPermission = new() { UserGroups = ["all"] };
        scenario.Cloud[PreflightScenario.Own, "eu-west-1"].BlocksPublicImages = true;
        scenario.Cloud[PreflightScenario.Other].BlocksPublicImages = true;
        var rows = await scenario.RowsAsync(DistributeImageChecks.PublicAccess);
        Assert.Equal(
            [("us-east-1", PreflightScenario.Other), ("eu-west-1", PreflightScenario.Own), (null, null)], rows.Select(row => (row.Region, row.AccountId)));
        Assert.Equal($"us-east-1, eu-west-1 {PreflightScenario.Other}: public AMIs are allowed.", rows[2].Message);
    }

    [Fact]
    public async Task Whether_public_AMIs_are_blocked_is_asked_only_where_one_is_made()
    {
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.PublicAccess)).Result);
        Assert.Equal(0, scenario.Cloud.Count("GetImageBlockPublicAccessState"));
    }

    [Fact]
    public async Task Public_access_that_the_role_may_not_read_is_unknown()
    {
        scenario.Add("us-east-1", PreflightScenario.Other).LaunchPermission = new() { UserGroups = ["all"] };
        scenario.Refuse("GetImageBlockPublicAccessState", account: PreflightScenario.Other);
        var row = await scenario.RowAsync(DistributeImageChecks.PublicAccess);
        Assert.Equal(
            (DistributeImageCheckResult.Unknown, "ec2:GetImageBlockPublicAccessState", PreflightScenario.Other, "us-east-1"), (row.Result, row.Permission, row.AccountId, row.Region));
        Assert.Contains($"in account {PreflightScenario.Other}", row.Action);
    }

    [Fact]
    public async Task A_launch_template_has_to_exist_and_one_of_another_account_is_a_warning()
    {
        scenario.Add();
        scenario.Cloud[PreflightScenario.Own].Templates.Add(new(Template, "web", 1, 1));
        scenario.Entries[0].LaunchTemplateConfigurations =
        [
            new() { LaunchTemplateId = Template },
            new() { LaunchTemplateId = "lt-00000000000000002", AccountId = PreflightScenario.Own },
            new() { LaunchTemplateId = Template, AccountId = PreflightScenario.Other },
        ];
        var rows = await scenario.RowsAsync(DistributeImageChecks.LaunchTemplates);
        Assert.Equal([DistributeImageCheckResult.Warning, DistributeImageCheckResult.Failed, DistributeImageCheckResult.Passed], rows.Select(row => row.Result));
        Assert.Contains("AMI of the source account", rows[0].Message);
        Assert.Contains("lt-00000000000000002", rows[1].Message);
    }

    [Fact]
    public async Task A_parameter_outside_the_usual_path_is_a_warning()
    {
        scenario.Add();
        scenario.Entries[0].SsmParameterConfigurations = [new() { ParameterName = "/imagebuilder/web" }, new() { ParameterName = "/images/web", AmiAccountId = PreflightScenario.Other }];
        var rows = await scenario.RowsAsync(DistributeImageChecks.SsmParameters);
        Assert.Equal([DistributeImageCheckResult.Warning, DistributeImageCheckResult.Passed], rows.Select(row => row.Result));
        Assert.Contains("EC2ImageBuilderDistributionCrossAccountRole", rows[0].Message);
        Assert.Equal(PreflightScenario.Other, rows[0].AccountId);
    }

    [Theory]
    [InlineData("web {{ imagebuilder:buildDate }}", DistributeImageCheckResult.Passed, "valid")]
    [InlineData("web {{imagebuilder:buildVersion}} {{ imagebuilder:buildDate }}", DistributeImageCheckResult.Passed, "valid")]
    [InlineData(null, DistributeImageCheckResult.Passed, "valid")]
    [InlineData("web {{ imagebuilder:name }} {{ imagebuilder:buildDate }}", DistributeImageCheckResult.Failed, "{{ imagebuilder:name }}")]
    [InlineData("web: {{ imagebuilder:buildDate }}", DistributeImageCheckResult.Failed, ":")]
    [InlineData("web", DistributeImageCheckResult.Warning, "no {{ imagebuilder:buildDate }}")]
    [InlineData("-12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345 {{ imagebuilder:buildDate }}", DistributeImageCheckResult.Passed, "valid")]
    [InlineData("-123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345 {{imagebuilder:buildDate}}", DistributeImageCheckResult.Failed, "characters")]
    public async Task A_name_has_to_be_valid_when_it_is_filled_in(string? name, string result, string message)
    {
        scenario.Add().Name = name;
        var row = await scenario.RowAsync(DistributeImageChecks.AmiName);
        Assert.Equal(result, row.Result);
        Assert.Contains(message, row.Message);
    }

    [Fact]
    public async Task A_name_that_is_taken_fails_where_it_is()
    {
        scenario.Add("us-east-1", PreflightScenario.Own, PreflightScenario.Other).Name = "web";
        scenario.Cloud[PreflightScenario.Other].Add("ami-00000002", image => image with { Name = "web" });
        var rows = await scenario.RowsAsync(DistributeImageChecks.AmiNameTaken);
        Assert.Equal([(DistributeImageCheckResult.Failed, PreflightScenario.Other), (DistributeImageCheckResult.Passed, null)], rows.Select(row => (row.Result, row.AccountId)));
        Assert.Contains("already in use by ami-00000002", rows[0].Message);
    }

    [Fact]
    public async Task A_name_with_the_date_is_not_looked_for()
    {
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.AmiNameTaken)).Result);
        Assert.Equal(0, scenario.Cloud.Count("DescribeImagesByName"));
    }
}
