using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Tests.LocalService;

namespace ImageBuilderPS.Tests.Api;

/// <summary>What AWS refuses in a distribution configuration: violations before the call, and the local service's answer.</summary>
public class DistributionRuleTests
{
    private const string Name = "distributions[0].amiDistributionConfiguration.name";

    [Theory]
    [InlineData("web {{ imagebuilder:buildDate }}")]
    [InlineData("web-{{imagebuilder:buildDate}}-{{imagebuilder:buildVersion}}")]
    [InlineData("{{ imagebuilder:buildDate }}")]
    [InlineData(null)]
    public void An_AMI_name_with_the_build_date_or_none_is_valid(string? name) => Assert.Empty(Validate(Entry(name: name)));

    [Theory]
    [InlineData("fixed-name")]
    [InlineData("web {{ imagebuilder:buildVersion }}")]
    [InlineData("web imagebuilder:buildDate")]
    public void An_AMI_name_without_the_build_date_is_a_violation(string name)
    {
        Assert.Equal(
            [
                $"{Name}: got '{name}', expected an AMI name of 3 to 127 letters, digits, - _ . : {{ }} and inner spaces that holds "
                + "{{ imagebuilder:buildDate }}, for example web {{ imagebuilder:buildDate }}.",
            ],
            Validate(Entry(name: name)));
        AssertServiceRefuses<InvalidParameterValueException>(
            $"The value supplied for parameter '{Name}' is not valid. The EC2 AMI name must contain '{{{{ imagebuilder:buildDate }}}}'.",
            Entry(name: name));
    }

    [Fact]
    public void A_name_that_breaks_the_pattern_is_one_violation()
    {
        Assert.Single(Validate(Entry(name: "a")));
        Assert.Single(Validate(Entry(name: "web/1")));
    }

    [Fact]
    public void A_region_without_an_output_is_a_violation()
    {
        Distribution[] alone = [Entry("us-east-1"), new() { Region = "eu-west-1" }];

        Assert.Equal(
            ["distributions[1]: got 'the region alone', expected one or more outputs for it, for example amiDistributionConfiguration."],
            Validate(alone));
        AssertServiceRefuses<InvalidParameterValueException>(
            "The value supplied for parameter 'distributions[1]' is not valid. One or more outputs should be provided for each region.", alone);
    }

    [Fact]
    public void Every_kind_of_output_is_enough()
    {
        Distribution[] outputs =
        [
            new() { AmiDistributionConfiguration = new() },
            new() { ContainerDistributionConfiguration = new() { TargetRepository = new() { Service = "ECR", RepositoryName = "web" } } },
            new() { LicenseConfigurationArns = ["arn:aws:license-manager:us-east-1:123456789012:license-configuration:lic-0123456789abcdef0123456789abcdef"] },
            new() { LaunchTemplateConfigurations = [new() { LaunchTemplateId = "lt-0123456789abcdef0" }] },
            new() { S3ExportConfiguration = new() { RoleName = "role", DiskImageFormat = "VMDK", S3Bucket = "bucket" } },
            new() { FastLaunchConfigurations = [new() { Enabled = true }] },
            new() { SsmParameterConfigurations = [new() { ParameterName = "/images/web" }] },
        ];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i].Region = $"region-{i}";

        Assert.Empty(Validate(outputs));
        Assert.Single(Validate(new Distribution { Region = "us-east-1", SsmParameterConfigurations = [] }));
    }

    [Fact]
    public void A_region_that_is_there_twice_is_a_violation()
    {
        const string Text = "distributions[2].region: got 'us-east-1', expected each region once; distributions[0] has it already.";
        Distribution[] twice = [Entry("us-east-1"), Entry("eu-west-1"), Entry("us-east-1")];

        Assert.Equal([Text], Validate(twice));
        AssertServiceRefuses<InvalidRequestException>(Text, twice);
    }

    [Fact]
    public void The_rules_hold_for_an_update_too()
    {
        var update = new UpdateDistributionConfigurationRequest
        {
            DistributionConfigurationArn = LocalServiceHarness.Configuration,
            Distributions = [Entry(name: "fixed-name"), Entry()],
            ClientToken = "t",
        };

        Assert.Equal([Name, "distributions[1].region"], ContractValidator.Validate(update).Select(violation => violation.Path));
        new LocalServiceHarness().Refuses<InvalidParameterValueException>(update);
    }

    [Theory]
    [InlineData("alias/images", true)]
    [InlineData("12345678-1234-1234-1234-123456789012", true)]
    [InlineData("arn:aws:kms:us-east-1:123456789012:alias/images", false)]
    [InlineData("arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012", false)]
    [InlineData(null, false)]
    public void A_key_that_other_accounts_cannot_find_is_a_warning(string? key, bool warns)
    {
        var entry = Entry();
        entry.AmiDistributionConfiguration!.KmsKeyId = key;
        Assert.Empty(ContractValidator.Warnings(Create(entry)));

        entry.AmiDistributionConfiguration.TargetAccountIds = ["111122223333"];
        string[] expected =
        [
            $"distributions[0].amiDistributionConfiguration.kmsKeyId: '{key}' names a key of the source account; "
            + "copies in other accounts need the ARN of a key or an alias.",
        ];
        Assert.Empty(Validate(entry));
        Assert.Equal(warns ? expected : [], ContractValidator.Warnings(Create(entry)));
    }

    private static void AssertServiceRefuses<TError>(string message, params Distribution[] distributions)
        where TError : ImageBuilderException
    {
        var error = new LocalServiceHarness().Refuses<TError>(Create(distributions));
        Assert.Equal((400, message), (error.StatusCode, error.Message));
    }

    private static IEnumerable<string> Validate(params Distribution[] distributions) =>
        ContractValidator.Validate(Create(distributions)).Select(violation => violation.ToString());

    private static CreateDistributionConfigurationRequest Create(params Distribution[] distributions) =>
        new() { Name = "web", Distributions = distributions, ClientToken = "t" };

    private static Distribution Entry(string region = "us-east-1", string? name = null) =>
        new() { Region = region, AmiDistributionConfiguration = new() { Name = name } };
}
