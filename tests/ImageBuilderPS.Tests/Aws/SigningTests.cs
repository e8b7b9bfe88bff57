using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class SigningTests : ClientTest
{
    [Fact]
    public async Task A_call_is_signed_for_the_service_and_region()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, Distribute);
        var signature = SignatureVersion4.Of(endpoint.Request);
        Assert.Equal((AccessKey, "eu-west-1", "imagebuilder"), (signature.AccessKey, signature.Region, signature.Service));
        Assert.Contains("host", signature.SignedHeaders);
        Assert.Contains("x-amz-date", signature.SignedHeaders);
    }

    [Fact]
    public async Task The_signature_of_a_body_is_right()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, Distribute);
        var signature = SignatureVersion4.Of(endpoint.Request);
        Assert.Equal(signature.Expected(endpoint.Request, SecretKey), signature.Signature);
        Assert.NotEqual(signature.Expected(endpoint.Request, "another key"), signature.Signature);
    }

    [Fact]
    public async Task The_signature_of_a_query_is_right()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, new GetLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn });
        var signature = SignatureVersion4.Of(endpoint.Request);
        Assert.Equal(signature.Expected(endpoint.Request, SecretKey), signature.Signature);
    }

    [Fact]
    public async Task The_signature_of_a_member_in_the_path_and_of_a_list_in_the_query_is_right()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, new UntagResourceRequest { ResourceArn = PolicyArn, TagKeys = ["Team", "Cost Center"] });
        var signature = SignatureVersion4.Of(endpoint.Request);
        Assert.Equal(signature.Expected(endpoint.Request, SecretKey), signature.Signature);
    }

    [Fact]
    public async Task A_session_token_travels_and_is_signed()
    {
        using var endpoint = new StubEndpoint();
        await Connect(SettingsFor(endpoint) with { SessionToken = "session" }).SendAsync(Distribute, CancellationToken.None);
        var signature = SignatureVersion4.Of(endpoint.Request);
        Assert.Equal("session", endpoint.Request.Header("X-Amz-Security-Token"));
        Assert.Contains("x-amz-security-token", signature.SignedHeaders);
        Assert.Equal(signature.Expected(endpoint.Request, SecretKey), signature.Signature);
    }

    [Fact]
    public async Task A_session_token_that_the_service_repeats_is_not_shown()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(403, "InvalidSignatureException", "x-amz-security-token:hush-hush"));
        var settings = SettingsFor(endpoint) with { SessionToken = "hush-hush" };
        var error = await Assert.ThrowsAsync<ImageBuilderException>(
            () => Connect(settings).SendAsync(Distribute, CancellationToken.None));
        Assert.Equal("x-amz-security-token:***", error.Message);
    }
}
