using ImageBuilderPS.Tests.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService.Clients;

public sealed class AwsCliImageTests : IDisposable
{
    private const string Source = "ami-0123456789abcdef0";
    private readonly ServiceHost service = new(new() { Empty = true });
    private readonly AwsCli aws;

    public AwsCliImageTests()
    {
        service.Add(Source);
        aws = new(service.Url);
    }

    public void Dispose()
    {
        aws.Dispose();
        service.Dispose();
    }

    [ClientFact(InstalledClients.AwsCli)]
    public async Task The_AWS_CLI_distributes_an_image_from_its_configuration_to_its_deletion()
    {
        var created = await aws.CallAsync(
            "imagebuilder create-distribution-configuration", "--name", "cli", "--tags", "Stage=test", "--distributions",
            """[{"region":"eu-west-1","amiDistributionConfiguration":{"name":"first {{ imagebuilder:buildDate }}"}}]""");
        string[] configuration = ["--distribution-configuration-arn", created.Text("distributionConfigurationArn")];
        await aws.CallAsync(
            "imagebuilder update-distribution-configuration", [.. configuration, "--description", "changed", "--distributions",
            """[{"region":"us-east-1","amiDistributionConfiguration":{"name":"second {{ imagebuilder:buildDate }}","amiTags":{"Team":"web"}}}]"""]);
        var read = await aws.CallAsync("imagebuilder get-distribution-configuration", configuration);
        Assert.Equal("changed", read.Text("distributionConfiguration.description"));
        Assert.Equal("us-east-1", read.Text("distributionConfiguration.distributions.0.region"));
        Assert.Equal("test", read.Text("distributionConfiguration.tags.Stage"));
        var configurations = await aws.CallAsync("imagebuilder list-distribution-configurations", "--filters", "name=name,values=cli");
        Assert.Equal("us-east-1", configurations.Text("distributionConfigurationSummaryList.0.regions.0"));

        var started = await aws.CallAsync(
            "imagebuilder distribute-image", [.. configuration, "--source-image", Source, "--execution-role", "role", "--tags", "Stage=test"]);
        var arn = started.Text("imageBuildVersionArn");
        string[] image = ["--image-build-version-arn", arn];
        await aws.CallAsync("imagebuilder cancel-image-creation", image);
        await aws.CallAsync("imagebuilder retry-image", image);
        service.Pass(TimeSpan.FromHours(1));
        var done = await aws.CallAsync("imagebuilder get-image", image);
        Assert.Equal("AVAILABLE", done.Text("image.state.status"));
        Assert.Equal("us-east-1", done.Text("image.outputResources.amis.0.region"));
        var images = await aws.CallAsync("imagebuilder list-images", "--owner", "Self");
        var version = images.Text("imageVersionList.0.arn");
        var builds = await aws.CallAsync("imagebuilder list-image-build-versions", "--image-version-arn", version);
        Assert.Equal(arn, builds.Text("imageSummaryList.0.arn"));

        await aws.CallAsync("imagebuilder tag-resource", "--resource-arn", arn, "--tags", "Team=web");
        await aws.CallAsync("imagebuilder untag-resource", "--resource-arn", arn, "--tag-keys", "Stage");
        var tags = await aws.CallAsync("imagebuilder list-tags-for-resource", "--resource-arn", arn);
        Assert.Equal("web", tags.Text("tags.Team"));
        Assert.DoesNotContain("Stage", tags.Text("tags"), StringComparison.Ordinal);

        await aws.CallAsync("imagebuilder delete-image", image);
        await aws.RefusesAsync("ResourceNotFoundException", "imagebuilder get-image", image);
        await aws.CallAsync("imagebuilder delete-distribution-configuration", configuration);
        await aws.RefusesAsync("ResourceNotFoundException", "imagebuilder get-distribution-configuration", configuration);
    }
}
