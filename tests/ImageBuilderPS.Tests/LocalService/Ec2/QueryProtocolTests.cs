using System.Text;
using System.Xml.Linq;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public class QueryProtocolTests
{
    private static readonly XNamespace Ec2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void An_unsigned_form_is_told_by_its_version()
    {
        var (response, xml) = Send("Action=DescribeRegions&Version=2016-11-15&RegionName.1=us-east-1");
        Assert.Equal((200, "text/xml;charset=UTF-8"), (response.Status, response.Headers["Content-Type"]));
        Assert.Equal(Ec2 + "DescribeRegionsResponse", xml.Name);
        Assert.Equal(response.Headers["x-amzn-RequestId"], xml.Element(Ec2 + "requestId")!.Value);
        Assert.Equal("us-east-1", xml.Descendants(Ec2 + "regionName").Single().Value);
    }

    [Fact]
    public void The_query_of_a_GET_will_do_too()
    {
        var response = core.Raw("GET", "/?Action=GetCallerIdentity&Version=2011-06-15");
        Assert.Contains("<Account>123456789012</Account>", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InvalidAction", "Action=RunInstances&Version=2016-11-15")]
    [InlineData("MissingAction", "Version=2016-11-15")]
    [InlineData("MissingParameter", "Action=DeregisterImage&Version=2016-11-15")]
    [InlineData("InvalidParameterValue", "Action=DescribeImages&IncludeDisabled=perhaps&Version=2016-11-15")]
    [InlineData("InvalidParameterValue", "Action=DescribeImages&MaxResults=many&Version=2016-11-15")]
    [InlineData("InvalidParameterValue", "Action=EnableImageDeprecation&ImageId=ami-00000001&DeprecateAt=soon&Version=2016-11-15")]
    [InlineData("InvalidParameterValue", "Action=DescribeRegions&RegionName.1=mars-1&Version=2016-11-15")]
    [InlineData("InvalidParameterValue", "Action=EnableImageBlockPublicAccess&ImageBlockPublicAccessState=sometimes&Version=2016-11-15")]
    [InlineData("InvalidParameterValue", "Action=DescribeImageReferences&ImageId.1=ami-00000001&ResourceType.1.ResourceType=ec2:LaunchTemplate&ResourceType.1.ResourceTypeOption.1.OptionName=version-depth&ResourceType.1.ResourceTypeOption.1.OptionValue.1=many&Version=2016-11-15")]
    [InlineData("MissingParameter", "Action=CreateTags&ResourceId.1=ami-00000001&Version=2016-11-15")]
    [InlineData("MissingParameter", "Action=DeleteTags&Tag.1.Key=Team&Version=2016-11-15")]
    [InlineData("InvalidCharacter", "Action=DescribeImages&Owner.1=%01&Version=2016-11-15")]
    public void An_error_has_EC2s_form(string code, string form)
    {
        var (response, xml) = Send(form);
        Assert.Equal((400, (XName)"Response"), (response.Status, xml.Name.LocalName));
        Assert.Equal(code, xml.Descendants().Single(element => element.Name.LocalName == "Code").Value);
        Assert.NotEqual("", xml.Descendants().Single(element => element.Name.LocalName == "Message").Value);
        Assert.Equal(response.Headers["x-amzn-RequestId"], xml.Elements().Single(element => element.Name.LocalName == "RequestID").Value);
    }

    [Fact]
    public void Values_come_back_as_they_went_in()
    {
        const string Value = "<&> \"\u00e9\" \U0001F600";
        var parameters = QueryParameters.Parse(new(
            "POST", "/", [], new Dictionary<string, string>(), Encoding.ASCII.GetBytes("Tag.2.Value=b&Tag.1.Value=" + Uri.EscapeDataString(Value) + "&Tag.10.Value=c+d")));
        var values = parameters.Structures("Tag").Select(tag => tag.Require("Value")).ToArray();
        Assert.Equal([Value, "b", "c d"], values);
        var xml = QueryXml.ToBytes(QueryXml.List("tags", values, value => [new("value", value)]), "urn:x");
        Assert.Equal(values, XElement.Load(new MemoryStream(xml)).Descendants((XNamespace)"urn:x" + "value").Select(element => element.Value));
    }

    [Fact]
    public void Text_of_JSON_that_XML_cannot_have_is_replaced()
    {
        core.Distribute(configuration: core.Send(new CreateDistributionConfigurationRequest
        {
            Name = "odd",
            Distributions = [new() { Region = "us-east-1", AmiDistributionConfiguration = new() { AmiTags = new() { ["odd"] = "a\u0001\uFFFF\U0001F600" } } }],
            ClientToken = core.Token(),
        }).DistributionConfigurationArn!);
        core.Pass(5);
        var (response, xml) = Send("Action=DescribeImages&Version=2016-11-15&Filter.1.Name=tag-key&Filter.1.Value.1=odd");
        Assert.Equal(200, response.Status);
        Assert.Equal(
            "a\uFFFD\uFFFD\U0001F600",
            xml.Descendants(Ec2 + "tagSet").Elements().Single(tag => tag.Element(Ec2 + "key")!.Value == "odd").Element(Ec2 + "value")!.Value);
    }

    [Fact]
    public void The_signatures_service_decides_over_the_form()
    {
        var response = core.Raw("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15", new(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = "AWS4-HMAC-SHA256 Credential=111122223333/20260601/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0",
        });
        Assert.Contains("<Code>InvalidAction</Code>", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", "<ErrorResponse><Error><Type>Sender</Type><Code>UnknownOperationException</Code><Message>")]
    [InlineData("application/x-amz-json-1.1", "{\"message\":\"")]
    public void A_service_that_is_not_here_is_named_in_an_error_that_its_client_can_read(string type, string start)
    {
        var response = core.Raw("POST", "/", "Action=ListTopics&Version=2010-03-31", new(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = "AWS4-HMAC-SHA256 Credential=test/20260601/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0",
            ["Content-Type"] = type,
        });
        Assert.Equal(404, response.Status);
        Assert.Contains(start + "The request is signed for sns,", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Injected_errors_and_throttles_have_each_services_form()
    {
        var limited = new LocalServiceHarness(new() { Rate = 1 });
        Assert.Equal(200, limited.Raw("POST", "/_local/fail?operation=DescribeImages&error=InternalError&status=500").Status);
        Assert.Contains("<Code>InternalError</Code>", Encoding.UTF8.GetString(limited.Raw("POST", "/", "Action=DescribeImages&Version=2016-11-15").Body), StringComparison.Ordinal);
        limited.Raw("POST", "/", "Action=DescribeImages&Version=2016-11-15");
        var throttled = limited.Raw("POST", "/", "Action=DescribeImages&Version=2016-11-15");
        Assert.Equal(503, throttled.Status);
        Assert.Contains("<Code>RequestLimitExceeded</Code>", Encoding.UTF8.GetString(throttled.Body), StringComparison.Ordinal);

        var ssm = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Amz-Target"] = "AmazonSSM.GetParameter" };
        limited.Raw("POST", "/", "{}", ssm);
        Assert.Contains("\"__type\":\"ThrottlingException\"", Encoding.UTF8.GetString(limited.Raw("POST", "/", "{}", ssm).Body), StringComparison.Ordinal);
        limited.Raw("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15");
        Assert.Contains("<Code>Throttling</Code>", Encoding.UTF8.GetString(limited.Raw("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15").Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeImages", "2016-11-15", "ExpiredTokenException&status=403", "RequestExpired", 400)]
    [InlineData("DescribeImages", "2016-11-15", "ServiceException", "InternalError", 500)]
    [InlineData("DescribeImages", "2016-11-15", "InvalidPaginationTokenException", "InvalidPaginationToken", 400)]
    [InlineData("GetCallerIdentity", "2011-06-15", "ExpiredTokenException&status=403", "ExpiredToken", 403)]
    [InlineData("GetCallerIdentity", "2011-06-15", "InvalidSignatureException&status=403", "SignatureDoesNotMatch", 403)]
    [InlineData("GetCallerIdentity", "2011-06-15", "ServiceException", "InternalFailure", 500)]
    public void An_injected_error_has_the_services_own_name(string operation, string version, string error, string code, int status)
    {
        Assert.Equal(200, core.Raw("POST", $"/_local/fail?operation={operation}&error={error}").Status);
        var response = core.Raw("POST", "/", $"Action={operation}&Version={version}");
        Assert.Equal(status, response.Status);
        Assert.Contains($"<Code>{code}</Code>", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"Name\":1}")]
    public void A_body_of_another_kind_is_refused(string body)
    {
        var response = core.Raw("POST", "/", body, new(StringComparer.OrdinalIgnoreCase) { ["X-Amz-Target"] = "AmazonSSM.GetParameter" });
        Assert.Equal((400, "application/x-amz-json-1.1"), (response.Status, response.Headers["Content-Type"]));
        Assert.Contains("SerializationException", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    private (ServiceResponse Response, XElement Xml) Send(string form)
    {
        var response = core.Raw("POST", "/", form);
        return (response, XElement.Load(new MemoryStream(response.Body)));
    }
}
