using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Tests.Distributing.Preflight;

public class SourceCheckTests
{
    private const string Arn = $"arn:aws:imagebuilder:us-east-1:{PreflightScenario.Own}:image/web/1.0.0/1";
    private const string Version = $"arn:aws:imagebuilder:us-east-1:{PreflightScenario.Own}:image/web/x.x.x";
    private readonly PreflightScenario scenario = new();

    [Theory]
    [InlineData("ami-012")]
    [InlineData("ami-0123456789ABCDEF0")]
    [InlineData("ami-0123456789abcdef0\n")]
    [InlineData("ssm:")]
    [InlineData("web")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.x.x/1")]
    [InlineData(PreflightScenario.ConfigurationArn)]
    [InlineData(null)]
    public async Task Another_form_than_those_of_a_source_fails(string? source)
    {
        var test = await scenario.TestAsync(PreflightScenario.Request(source));
        Assert.False(test.Passed);
        Assert.Equal(DistributeImageChecks.SourceImage, test.Checks.Single(check => check.Result == DistributeImageCheckResult.Failed).Name);
    }

    [Fact]
    public async Task An_AMI_that_is_available_passes_with_its_snapshots()
    {
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.SourceAmi)).Result);
        Assert.Equal("snap-00000001: can be read.", (await scenario.RowAsync(DistributeImageChecks.SourceSnapshots)).Message);
    }

    [Fact]
    public async Task An_AMI_that_is_not_there_fails()
    {
        var row = await scenario.RowAsync(DistributeImageChecks.SourceAmi, "ami-00000002");
        Assert.Equal((DistributeImageCheckResult.Failed, "us-east-1"), (row.Result, row.Region));
        Assert.Contains("ami-00000002", row.Message);
        Assert.NotNull(row.Action);
    }

    [Theory]
    [InlineData("disabled", DistributeImageCheckResult.Failed)]
    [InlineData("pending", DistributeImageCheckResult.Failed)]
    [InlineData("available", DistributeImageCheckResult.Passed)]
    public async Task An_AMI_has_to_be_available(string state, string result)
    {
        scenario.Cloud[PreflightScenario.Own].Update(PreflightScenario.Ami, image => image with { State = state });
        Assert.Equal(result, (await scenario.RowAsync(DistributeImageChecks.SourceAmi)).Result);
    }

    [Fact]
    public async Task A_deprecated_AMI_is_a_warning()
    {
        scenario.Cloud[PreflightScenario.Own].Update(PreflightScenario.Ami, image => image with { DeprecationTime = new(2020, 1, 2, 0, 0, 0, TimeSpan.Zero) });
        var row = await scenario.RowAsync(DistributeImageChecks.SourceAmi);
        Assert.Equal(DistributeImageCheckResult.Warning, row.Result);
        Assert.Contains("2020-01-02", row.Message);
        Assert.True((await scenario.TestAsync()).Passed);
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_fails()
    {
        var ec2 = scenario.Cloud[PreflightScenario.Own];
        ec2.Foreign.Add(ec2.Images[0] with { ImageId = "ami-00000009", OwnerId = PreflightScenario.Other, SnapshotIds = ["snap-00000009", "snap-00000001"] });
        var rows = await scenario.RowsAsync(DistributeImageChecks.SourceSnapshots, "ami-00000009");
        Assert.Equal([DistributeImageCheckResult.Failed, DistributeImageCheckResult.Passed], rows.Select(row => row.Result));
        Assert.Equal(PreflightScenario.Other, rows[0].AccountId);
        Assert.Contains("snap-00000009", rows[0].Message);
    }

    [Fact]
    public async Task A_parameter_comes_to_its_AMI()
    {
        scenario.Cloud[PreflightScenario.Own].Parameters["/images/web"] = PreflightScenario.Ami;
        Assert.Contains(PreflightScenario.Ami, (await scenario.RowAsync(DistributeImageChecks.SourceImage, "ssm:/images/web")).Message);
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.SourceAmi, "ssm:/images/web")).Result);
    }

    [Theory]
    [InlineData(null, "does not exist")]
    [InlineData("web", "not an AMI id")]
    public async Task A_parameter_without_an_AMI_fails(string? value, string message)
    {
        if (value is not null)
            scenario.Cloud[PreflightScenario.Own].Parameters["/images/web"] = value;
        var row = await scenario.RowAsync(DistributeImageChecks.SourceImage, "ssm:/images/web");
        Assert.Equal(DistributeImageCheckResult.Failed, row.Result);
        Assert.Contains(message, row.Message);
    }

    [Theory]
    [InlineData(Arn, "The image is AVAILABLE and has the AMI ami-00000001.")]
    [InlineData(Version, $"The newest build, {Arn}, is AVAILABLE and has the AMI ami-00000001.")]
    public async Task An_image_comes_to_its_AMI_in_the_region_of_the_call(string source, string message)
    {
        Answer(new() { Amis = [new() { Region = "eu-west-1", Image = "ami-00000002" }, new() { Region = "us-east-1", Image = PreflightScenario.Ami }] });
        Assert.Equal(message, (await scenario.RowAsync(DistributeImageChecks.SourceImage, source)).Message);
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.SourceAmi, source)).Result);
    }

    [Fact]
    public async Task An_image_has_its_AMI_in_the_own_account_if_there_is_one()
    {
        Ami other = new() { Region = "us-east-1", Image = "ami-00000002", AccountId = PreflightScenario.Other };
        Answer(new() { Amis = [other, new() { Region = "us-east-1", Image = PreflightScenario.Ami, AccountId = PreflightScenario.Own }] });
        Assert.Equal(DistributeImageCheckResult.Passed, (await scenario.RowAsync(DistributeImageChecks.SourceAmi, Arn)).Result);
        Answer(new() { Amis = [other] });
        var row = await scenario.RowAsync(DistributeImageChecks.SourceAmi, Arn);
        Assert.Equal((DistributeImageCheckResult.Unknown, PreflightScenario.Other, null), (row.Result, row.AccountId, row.Permission));
    }

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData(null)]
    public async Task An_image_without_an_AMI_in_the_region_fails(string? region)
    {
        Answer(new() { Amis = region is null ? null : [new() { Region = region }] });
        Assert.Equal(DistributeImageCheckResult.Failed, (await scenario.RowAsync(DistributeImageChecks.SourceImage, Arn)).Result);
        Assert.Empty(await scenario.RowsAsync(DistributeImageChecks.SourceAmi, Arn));
    }

    [Fact]
    public async Task An_image_that_is_not_available_fails()
    {
        Answer(null, ImageStatus.Testing);
        Assert.Contains("TESTING", (await scenario.RowAsync(DistributeImageChecks.SourceImage, Arn)).Message);
    }

    [Fact]
    public async Task An_image_that_does_not_exist_fails_and_one_that_may_not_be_read_is_unknown()
    {
        Assert.Equal(DistributeImageCheckResult.Failed, (await scenario.RowAsync(DistributeImageChecks.SourceImage, Arn)).Result);
        scenario.Image = () => throw new AccessDeniedException("No.");
        var row = await scenario.RowAsync(DistributeImageChecks.SourceImage, Arn);
        Assert.Equal((DistributeImageCheckResult.Unknown, "imagebuilder:GetImage"), (row.Result, row.Permission));
    }

    [Fact]
    public async Task An_image_of_Amazon_has_an_AMI_that_nobody_tells()
    {
        Answer(null);
        var row = await scenario.RowAsync(DistributeImageChecks.SourceAmi, Arn);
        Assert.Equal((DistributeImageCheckResult.Unknown, null), (row.Result, row.Permission));
    }

    [Theory]
    [InlineData("DescribeImages", DistributeImageChecks.SourceAmi, "ec2:DescribeImages")]
    [InlineData("FindReadableSnapshots", DistributeImageChecks.SourceSnapshots, "ec2:DescribeSnapshots")]
    public async Task What_may_not_be_read_is_unknown_with_its_permission(string operation, string name, string permission)
    {
        scenario.Refuse(operation);
        var row = await scenario.RowAsync(name);
        Assert.Equal((DistributeImageCheckResult.Unknown, permission), (row.Result, row.Permission));
        Assert.True((await scenario.TestAsync()).Passed);
    }

    private void Answer(OutputResources? outputs, string status = ImageStatus.Available) => scenario.Image = () =>
        new GetImageResponse { Image = new() { Arn = Arn, State = new() { Status = status }, OutputResources = outputs } };
}
