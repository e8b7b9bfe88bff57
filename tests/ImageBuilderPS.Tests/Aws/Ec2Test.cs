using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>What every test of the connection to EC2 has.</summary>
public abstract class Ec2Test : ClientTest
{
    protected const string Role = "arn:aws:iam::111122223333:role/Reader";

    protected static IEc2 ConnectEc2(ConnectionSettings settings, string region = "eu-west-1", string? role = null) => new AwsEc2Factory().Connect(settings, region, role);

    protected static IEc2 ConnectEc2(StubEndpoint endpoint, string? role = null) => ConnectEc2(SettingsFor(endpoint), role: role);

    protected static StubAnswer Images(string items = "") => StubAnswer.Ok(
        $"""<DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><imagesSet>{items}</imagesSet></DescribeImagesResponse>""");

    protected static StubAnswer Ec2Error(int status, string code, string message = "It failed.") => new()
    {
        Status = status,
        Body = $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>r-1</RequestID></Response>",
    };

    protected static StubAnswer QueryError(int status, string code, string message = "It failed.") => new()
    {
        Status = status,
        Body = $"<ErrorResponse xmlns=\"https://any.amazonaws.com/doc/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>",
    };

    protected static StubAnswer AssumedRole(string accessKey = "ASIAROLE") => StubAnswer.Ok($"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>{accessKey}</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>
        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """);

    protected static Dictionary<string, string> Form(StubRequest request) => request.Text.Split('&')
        .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
}
