using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService;

public class SignatureTests
{
    private const string AccessKey = "AKIDEXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private readonly LocalServiceHarness core = new(new() { AccessKey = AccessKey, SecretKey = SecretKey });

    [Theory]
    [InlineData("POST", "/ListImages", "", """{"maxResults":1}""")]
    [InlineData("GET", "/GetDistributionConfiguration", "distributionConfigurationArn=arn%3Aaws%3Aimagebuilder%3Aus-east-1%3A123456789012%3Adistribution-configuration%2Fdemo", "")]
    [InlineData("GET", "/tags/arn%3Aaws%3Aimagebuilder%3Aus-east-1%3A123456789012%3Adistribution-configuration%2Fdemo", "", "")]
    [InlineData("DELETE", "/tags/arn%3Aaws%3Aimagebuilder%3Aus-east-1%3A123456789012%3Alifecycle-policy%2Fdemo", "tagKeys=a&tagKeys=b", "")]
    public void A_good_signature_passes(string method, string path, string query, string body) =>
        Assert.Equal(200, Send(method, path, query, body, new()).Status);

    [Theory]
    [InlineData("ec2", "/", "Action=DescribeImages&Version=2016-11-15")]
    [InlineData("sts", "/", "Action=GetCallerIdentity&Version=2011-06-15")]
    [InlineData("iam", "/", "Action=GetRole&Version=2010-05-08&RoleName=role")]
    [InlineData("rbin", "/list-rules", """{"ResourceType":"EC2_IMAGE"}""")]
    public void A_good_signature_for_another_service_passes(string service, string path, string body)
    {
        Assert.Equal(200, Send("POST", path, "", body, new() { Service = service }).Status);
        // EC2 has status 401 for a wrong signature.
        Assert.Equal(service == "ec2" ? 401 : 403, Send("POST", path, "", body, new() { Service = service, SecretKey = "wrong" }).Status);
    }

    [Fact]
    public void No_signature_is_refused() => Refused("MissingAuthenticationTokenException", core.Raw("POST", "/ListImages"));

    [Theory]
    [InlineData("/_local/quota?distributions=0")]
    [InlineData("/_local/fail?operation=ListImages&error=ServiceException")]
    [InlineData("/_local/images")]
    [InlineData("/_local/nope")]
    public void Controls_need_a_signature_too(string target) =>
        Refused("MissingAuthenticationTokenException", core.Raw("POST", target));

    [Fact]
    public void Controls_take_a_good_signature() =>
        Assert.Equal(200, Send("POST", "/_local/quota", "distributions=1", "", new()).Status);

    [Fact]
    public void Half_a_signature_is_refused() => Refused("IncompleteSignatureException", core.Raw(
        "POST", "/ListImages", "", new() { ["Authorization"] = "AWS4-HMAC-SHA256 Credential=nonsense" }));

    [Fact]
    public void An_unknown_key_is_refused() =>
        Refused("UnrecognizedClientException", Send("POST", "/ListImages", "", "{}", new() { AccessKey = "AKIDOTHER" }));

    [Fact]
    public void Another_secret_is_refused() =>
        Refused("InvalidSignatureException", Send("POST", "/ListImages", "", "{}", new() { SecretKey = "wrong" }));

    [Fact]
    public void A_changed_body_is_refused() =>
        Refused("InvalidSignatureException", Send("POST", "/ListImages", "", "{}", new() { SentBody = """{"maxResults":1}""" }));

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public void A_signature_of_another_time_is_refused(int minutes) =>
        Refused("InvalidSignatureException", Send("POST", "/ListImages", "", "{}", new() { Offset = TimeSpan.FromMinutes(minutes) }));

    [Theory]
    [InlineData(-4)]
    [InlineData(4)]
    public void A_clock_that_is_a_little_off_will_do(int minutes) =>
        Assert.Equal(200, Send("POST", "/ListImages", "", "{}", new() { Offset = TimeSpan.FromMinutes(minutes) }).Status);

    [Fact]
    public void Another_services_signature_is_refused() =>
        Refused("InvalidSignatureException", Send("POST", "/ListImages", "", "{}", new() { Service = "s3" }));

    [Theory]
    [InlineData("IncompleteSignatureException", "X-Amz-Date", "X-Amz-Date", null)]
    [InlineData("IncompleteSignatureException", "X-Amz-Date", "X-Amz-Date", "yesterday")]
    [InlineData("InvalidSignatureException", "Host header", "Authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260601/us-east-1/imagebuilder/aws4_request, SignedHeaders=x-amz-date, Signature=0")]
    [InlineData("InvalidSignatureException", "SHA-256", "X-Amz-Content-Sha256", "00")]
    public void A_signature_that_does_not_say_what_it_covers_is_refused_with_the_reason(string name, string reason, string header, string? value)
    {
        var headers = RequestSigner.Sign("POST", "/ListImages", "", "{}", AccessKey, SecretKey, "imagebuilder", core.Now);
        headers.Remove(header);
        if (value is not null)
            headers[header] = value.Replace("20260601", $"{core.Now:yyyyMMdd}", StringComparison.Ordinal);
        var response = core.Raw("POST", "/ListImages", "{}", headers);
        Refused(name, response);
        Assert.Contains(reason, LocalServiceHarness.Error(response).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Action=DescribeImages&Version=2016-11-15", null, "MissingAuthenticationToken", 403)]
    [InlineData("Action=DescribeImages&Version=2016-11-15", "nonsense", "IncompleteSignature", 400)]
    [InlineData("Action=DescribeImages&Version=2016-11-15", "AKIDOTHER/20260601/us-east-1/ec2/aws4_request", "AuthFailure", 401)]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15", null, "MissingAuthenticationToken", 403)]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15", "nonsense", "IncompleteSignature", 400)]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15", "AKIDOTHER/20260601/us-east-1/sts/aws4_request", "InvalidClientTokenId", 403)]
    public void Each_query_API_has_its_own_words_for_a_refused_signature(string form, string? credential, string code, int status)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (credential is not null)
            headers["Authorization"] = $"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=0";
        var response = core.Raw("POST", "/", form, headers);
        Assert.Equal(status, response.Status);
        Assert.Contains($"<Code>{code}</Code>", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void No_refusal_tells_the_secret()
    {
        var response = Send("POST", "/ListImages", "", "{}", new() { SecretKey = "wrong" });
        Assert.DoesNotContain(SecretKey, Encoding.UTF8.GetString(response.Body));
    }

    private static void Refused(string name, ServiceResponse response)
    {
        var error = LocalServiceHarness.Error(response);
        Assert.Equal((name, 403), (error.ErrorCode, error.StatusCode));
    }

    private ServiceResponse Send(string method, string path, string query, string body, Signing signing) => core.Raw(
        method,
        query.Length > 0 ? $"{path}?{query}" : path,
        signing.SentBody ?? body,
        RequestSigner.Sign(method, path, query, body, signing.AccessKey, signing.SecretKey, signing.Service, core.Now + signing.Offset));

    private sealed record Signing
    {
        public string AccessKey { get; init; } = SignatureTests.AccessKey;

        public string SecretKey { get; init; } = SignatureTests.SecretKey;

        public string Service { get; init; } = "imagebuilder";

        public string? SentBody { get; init; }

        public TimeSpan Offset { get; init; }
    }
}
