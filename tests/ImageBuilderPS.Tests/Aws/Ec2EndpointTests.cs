using Amazon;
using Amazon.EC2.Endpoints;
using Amazon.EC2.Internal;
using Amazon.Runtime;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Tests.Aws;

public sealed class Ec2EndpointTests : Ec2Test
{
    private const string Local = "http://127.0.0.1:4577/";
    private static readonly ConnectionSettings Keys = new() { AccessKey = AccessKey, SecretKey = SecretKey };

    [Theory]
    [InlineData("us-east-1", "https://ec2.us-east-1.amazonaws.com/ https://sts.us-east-1.amazonaws.com/ https://rbin.us-east-1.amazonaws.com/ https://iam.amazonaws.com/ us-east-1")]
    [InlineData("eu-west-1", "https://ec2.eu-west-1.amazonaws.com/ https://sts.eu-west-1.amazonaws.com/ https://rbin.eu-west-1.amazonaws.com/ https://iam.amazonaws.com/ us-east-1")]
    [InlineData("cn-northwest-1", "https://ec2.cn-northwest-1.amazonaws.com.cn/ https://sts.cn-northwest-1.amazonaws.com.cn/ https://rbin.cn-northwest-1.amazonaws.com.cn/ https://iam.cn-north-1.amazonaws.com.cn/ cn-north-1")]
    [InlineData("us-gov-east-1", "https://ec2.us-gov-east-1.amazonaws.com/ https://sts.us-gov-east-1.amazonaws.com/ https://rbin.us-gov-east-1.amazonaws.com/ https://iam.us-gov.amazonaws.com/ us-gov-west-1")]
    [InlineData("us-iso-east-1", "https://ec2.us-iso-east-1.c2s.ic.gov/ https://sts.us-iso-east-1.c2s.ic.gov/ https://rbin.us-iso-east-1.c2s.ic.gov/ https://iam.us-iso-east-1.c2s.ic.gov/ us-iso-east-1")]
    public void Each_service_has_its_endpoint_in_each_partition(string region, string expected) => Assert.Equal(expected, Describe(Keys, region));

    [Fact]
    public void The_environment_asks_for_FIPS()
    {
        Environment["AWS_USE_FIPS_ENDPOINT"] = "true";
        Assert.Equal(
            "https://ec2-fips.us-east-1.amazonaws.com/ https://sts-fips.us-east-1.amazonaws.com/ https://rbin-fips.us-east-1.amazonaws.com/ https://iam-fips.amazonaws.com/ us-east-1",
            Describe(Keys, "us-east-1"));
    }

    // AWSSDK.EC2 has EC2's own rules.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void EC2s_endpoints_are_those_of_the_SDK_in_every_region(bool fips, bool dualStack)
    {
        var provider = new AmazonEC2EndpointProvider();
        var regions = RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName).Append("eu-west-99").ToList();
        Assert.Contains("us-gov-west-1", regions);
        Assert.All(regions, region => Assert.Equal(
            Url(() => new Uri(provider.ResolveEndpoint(new EC2EndpointParameters { Region = region, UseFIPS = fips, UseDualStack = dualStack }).URL)),
            Url(() => RegionalEndpoint.Create(AwsService.Ec2, region, fips, dualStack))));
    }

    [Fact]
    public void Where_Image_Builder_is_on_this_machine_all_are() => Assert.Equal(
        $"{Local} {Local} {Local} {Local} us-east-1", Describe(Keys with { EndpointUrl = new(Local) }, "eu-west-1"));

    [Fact]
    public void A_variable_of_a_service_goes_first()
    {
        Environment["AWS_ENDPOINT_URL_EC2"] = "http://127.0.0.1:5000/";
        Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:6000/";
        Assert.Equal($"http://127.0.0.1:5000/ {Local} {Local} {Local} us-east-1", Describe(Keys with { EndpointUrl = new(Local) }, "eu-west-1"));
    }

    [Fact]
    public void An_endpoint_of_a_service_in_a_profile_goes_first()
    {
        Environment.Config = "[profile p]\nservices = s\n[services s]\nec2 =\n  endpoint_url = http://127.0.0.1:5000/\n";
        Assert.Equal($"http://127.0.0.1:5000/ {Local} {Local} {Local} us-east-1", Describe(Keys with { EndpointUrl = new(Local), ProfileName = "p" }, "eu-west-1"));
    }

    [Fact]
    public void An_endpoint_elsewhere_is_Image_Builders_alone() => Assert.StartsWith(
        "https://ec2.eu-west-1.amazonaws.com/ https://sts.eu-west-1.amazonaws.com/",
        Describe(Keys with { EndpointUrl = new("https://vpce-1.imagebuilder.eu-west-1.vpce.amazonaws.com") }, "eu-west-1"),
        StringComparison.Ordinal);

    [Fact]
    public void A_variable_for_all_services_is_for_these_too()
    {
        Environment["AWS_ENDPOINT_URL"] = "https://proxy.example/";
        Assert.StartsWith("https://proxy.example/ https://proxy.example/", Describe(Keys, "eu-west-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_request_does_not_go_over_the_network_in_plain_text()
    {
        Environment["AWS_ENDPOINT_URL_EC2"] = "http://ec2.example/";
        Assert.Contains("plain http", Assert.Throws<ConnectionException>(() => Describe(Keys, "eu-west-1")).Message, StringComparison.Ordinal);
        Describe(Keys with { AllowInsecureEndpoint = true }, "eu-west-1");
    }

    [Fact]
    public void A_region_that_no_partition_has_is_an_error() =>
        Assert.Equal(ConnectionErrorKind.InvalidSettings, Assert.Throws<ConnectionException>(() => ConnectEc2(Keys, "no region")).Kind);

    // A partition may lack such endpoints.
    private static string Url(Func<Uri> endpoint)
    {
        try
        {
            return endpoint().AbsoluteUri;
        }
        catch (Exception error) when (error is ConnectionException or AmazonClientException)
        {
            return "none";
        }
    }

    private static string Describe(ConnectionSettings settings, string region)
    {
        var plan = ConnectionPlanner.PlanEc2(settings, region, null);
        return $"{plan.Ec2.Endpoint} {plan.Sts.Endpoint} {plan.RecycleBin.Endpoint} {plan.Iam.Endpoint} {plan.Iam.Region}";
    }
}
