using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Tests.Distributing;

public class DistributeImageTesterTests
{
    private const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/1";
    private const string ConfigurationArn = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo";

    [Fact]
    public async Task A_good_request_passes_every_check()
    {
        var test = await Test(Request(Arn));

        Assert.True(test.Passed);
        Assert.Equal(
            ["SourceImage", "ImageAvailable", "DistributionConfiguration", "Regions", "Accounts", "ExecutionRole"],
            test.Checks.Select(check => check.Name));
        Assert.All(test.Checks, check => Assert.Equal(nameof(DistributeImageCheckResult.Passed), check.Result));
    }

    [Theory]
    [InlineData("ami-0123456789abcdef0")]
    [InlineData("ami-01234567")]
    [InlineData("ssm:/images/web")]
    [InlineData("ssm:arn:aws:ssm:us-east-1:123456789012:parameter/images/web")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web/x.x.x")]
    [InlineData(Arn)]
    public async Task Every_form_of_a_source_passes(string source) => Assert.Equal(nameof(DistributeImageCheckResult.Passed), Result(await Test(Request(source)), "SourceImage"));

    [Theory]
    [InlineData("ami-012")]
    [InlineData("ami-0123456789ABCDEF0")]
    [InlineData("ami-0123456789abcdef0\n")]
    [InlineData("ssm:")]
    [InlineData("web")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.x.x/1")]
    [InlineData(ConfigurationArn)]
    [InlineData(null)]
    public async Task Another_form_fails(string? source)
    {
        var test = await Test(Request(source));

        Assert.False(test.Passed);
        Assert.Equal(nameof(DistributeImageCheckResult.Failed), Result(test, "SourceImage"));
    }

    [Fact]
    public async Task A_version_is_read_and_its_newest_build_is_named()
    {
        const string Version = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/x.x.x";
        var read = new List<string?>();
        var service = new FakeImageBuilder(sent =>
        {
            if (sent is not GetImageRequest get)
                return new GetDistributionConfigurationResponse { DistributionConfiguration = Configuration() };
            read.Add(get.ImageBuildVersionArn);
            return new GetImageResponse { Image = new() { Arn = Arn, State = new() { Status = ImageStatus.Available } } };
        });

        var test = await new DistributeImageTester(service).TestAsync(Request(Version), CancellationToken.None);

        Assert.True(test.Passed);
        Assert.Equal([Version], read);
        Assert.Equal($"{Version} is an image version, which means its newest AVAILABLE build.", Message(test, "SourceImage"));
        Assert.Equal($"The newest build, {Arn}, is AVAILABLE.", Message(test, "ImageAvailable"));
    }

    [Theory]
    [InlineData("us-east-1", nameof(DistributeImageCheckResult.Passed))]
    [InlineData("eu-west-1", nameof(DistributeImageCheckResult.Failed))]
    [InlineData(null, nameof(DistributeImageCheckResult.Failed))]
    public async Task An_image_needs_an_AMI_in_the_region_of_the_call(string? region, string result)
    {
        var image = new Image
        {
            Arn = Arn,
            State = new() { Status = ImageStatus.Available },
            OutputResources = new() { Amis = region is null ? null : [new() { Region = region }] },
        };
        var service = new FakeImageBuilder(sent => sent is GetImageRequest
            ? new GetImageResponse { Image = image }
            : new GetDistributionConfigurationResponse { DistributionConfiguration = Configuration() });

        var test = await new DistributeImageTester(service).TestAsync(Request(Arn), CancellationToken.None);

        Assert.Equal(result, Result(test, "ImageAvailable"));
    }

    [Fact]
    public async Task An_image_that_is_not_available_fails()
    {
        var test = await Test(Request(Arn), status: ImageStatus.Testing);

        Assert.Equal(nameof(DistributeImageCheckResult.Failed), Result(test, "ImageAvailable"));
        Assert.Contains("TESTING", test.Checks.Single(check => check.Name == "ImageAvailable").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_is_read_once_for_many_sources()
    {
        var reads = 0;
        var service = new FakeImageBuilder(_ =>
        {
            reads++;
            return new GetDistributionConfigurationResponse { DistributionConfiguration = new() { Distributions = [new() { Region = "us-east-1" }] } };
        });
        var tester = new DistributeImageTester(service);

        var tests = new[] { await tester.TestAsync(Request("ami-00000001"), default), await tester.TestAsync(Request("ami-00000002"), default) };

        Assert.All(tests, test => Assert.True(test.Passed));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_configuration_without_regions_fails()
    {
        var test = await Test(Request(Arn), new DistributionConfiguration { Name = "demo", Distributions = [] });

        Assert.Equal(nameof(DistributeImageCheckResult.Passed), Result(test, "DistributionConfiguration"));
        Assert.Equal(nameof(DistributeImageCheckResult.Failed), Result(test, "Regions"));
    }

    [Fact]
    public async Task A_missing_configuration_leaves_its_regions_and_accounts_unchecked()
    {
        var test = await new DistributeImageTester(new FakeImageBuilder(request => request is GetImageRequest
            ? Image(ImageStatus.Available)
            : throw new ResourceNotFoundException("no such configuration"))).TestAsync(Request(Arn), CancellationToken.None);

        Assert.Equal(nameof(DistributeImageCheckResult.Failed), Result(test, "DistributionConfiguration"));
        Assert.Equal(nameof(DistributeImageCheckResult.NotChecked), Result(test, "Regions"));
        Assert.Equal(nameof(DistributeImageCheckResult.NotChecked), Result(test, "Accounts"));
    }

    [Fact]
    public async Task A_role_that_breaks_its_pattern_fails_and_so_do_bad_tags()
    {
        var request = Request(Arn);
        request.ExecutionRole = "a role";
        request.Tags = new() { ["aws:x"] = "y" };

        var test = await Test(request);

        Assert.Equal(nameof(DistributeImageCheckResult.Failed), Result(test, "ExecutionRole"));
        Assert.Contains("aws:x", test.Checks.Single(check => check.Name == "Request").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_region_and_account_counts_once()
    {
        Assert.Equal("2 regions (us-east-1, eu-west-1), 2 accounts", DistributionTargets.Describe(Configuration()));
        Assert.Equal("1 region (us-east-1), own account", DistributionTargets.Describe(new() { Distributions = [new() { Region = "us-east-1" }] }));
        Assert.Equal("no region", DistributionTargets.Describe(new()));
    }

    private static Task<DistributeImageTest> Test(
        DistributeImageRequest request, DistributionConfiguration? configuration = null, string status = ImageStatus.Available)
    {
        var service = new FakeImageBuilder(sent => sent is GetImageRequest
            ? Image(status)
            : new GetDistributionConfigurationResponse { DistributionConfiguration = configuration ?? Configuration() });
        return new DistributeImageTester(service).TestAsync(request, CancellationToken.None);
    }

    private static string Message(DistributeImageTest test, string name) => test.Checks.Single(check => check.Name == name).Message;

    private static string Result(DistributeImageTest test, string name) =>
        test.Checks.Single(check => check.Name == name).Result;

    private static DistributeImageRequest Request(string? source) => new()
    {
        SourceImage = source,
        DistributionConfigurationArn = ConfigurationArn,
        ExecutionRole = "ImageBuilderRole",
    };

    private static GetImageResponse Image(string status) => new() { Image = new() { State = new() { Status = status } } };

    private static DistributionConfiguration Configuration() => new()
    {
        Name = "demo",
        Distributions =
        [
            .. new[] { "us-east-1", "eu-west-1" }.Select(region => new Distribution
            {
                Region = region,
                AmiDistributionConfiguration = new() { TargetAccountIds = ["111122223333", "444455556666"] },
            }),
        ],
    };
}
