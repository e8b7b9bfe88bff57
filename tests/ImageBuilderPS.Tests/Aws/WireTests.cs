using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class WireTests : ClientTest
{
    [Fact]
    public async Task A_put_carries_its_members_as_JSON()
    {
        using var endpoint = new StubEndpoint();
        var request = Distribute;
        request.Tags = new TagMap { ["Key"] = "värde" };
        request.LoggingConfiguration = new() { LogGroupName = "/aws/imagebuilder" };
        await Send(endpoint, request);
        Assert.Equal(("PUT", "/DistributeImage", ""), (endpoint.Request.Method, endpoint.Request.Path, endpoint.Request.Query));
        Assert.Equal("application/json", endpoint.Request.Header("Content-Type"));
        var expected = $$"""
            {"sourceImage":"ami-0123456789abcdef0","distributionConfigurationArn":"{{ConfigurationArn}}","executionRole":"MyRole",
             "tags":{"Key":"värde"},"loggingConfiguration":{"logGroupName":"/aws/imagebuilder"},"clientToken":"token-1"}
            """;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(endpoint.Request.Text).RootElement));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_get_and_a_delete_carry_their_members_in_the_query(string method)
    {
        using var endpoint = new StubEndpoint();
        if (method == "GET")
            await Send(endpoint, new GetLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn });
        else
            await Send(endpoint, new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn });
        Assert.Equal(method, endpoint.Request.Method);
        Assert.Equal("lifecyclePolicyArn=" + Uri.EscapeDataString(PolicyArn), endpoint.Request.Query);
        Assert.Empty(endpoint.Request.Body);
    }

    [Fact]
    public async Task A_member_in_the_path_is_encoded_there_and_stands_nowhere_else()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, new TagResourceRequest { ResourceArn = PolicyArn, Tags = new() { ["Team"] = "web" } });
        Assert.Equal(("POST", "/tags/" + Uri.EscapeDataString(PolicyArn), ""), (endpoint.Request.Method, endpoint.Request.Path, endpoint.Request.Query));
        Assert.Equal("""{"tags":{"Team":"web"}}""", endpoint.Request.Text);
    }

    [Fact]
    public async Task A_list_in_the_query_repeats_its_name()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, new UntagResourceRequest { ResourceArn = PolicyArn, TagKeys = ["Team", "a/b"] });
        Assert.Equal(("DELETE", "/tags/" + Uri.EscapeDataString(PolicyArn)), (endpoint.Request.Method, endpoint.Request.Path));
        Assert.Equal(["tagKeys=Team", "tagKeys=a%2Fb"], endpoint.Request.Query.Split('&').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public async Task A_response_without_members_may_have_no_body(string body)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(body));
        var response = await Send(endpoint, new TagResourceRequest { ResourceArn = PolicyArn, Tags = [] });
        Assert.Equal(new StubAnswer().RequestId, response.RequestId);
    }

    [Fact]
    public async Task A_post_list_carries_its_page_in_the_body()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, new ListLifecyclePoliciesRequest { MaxResults = 5, NextToken = "next" });
        Assert.Equal(("POST", "/ListLifecyclePolicies"), (endpoint.Request.Method, endpoint.Request.Path));
        Assert.Equal("""{"maxResults":5,"nextToken":"next"}""", endpoint.Request.Text);
    }

    [Fact]
    public async Task An_answer_becomes_the_response_with_the_request_id_of_its_header()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("""{"clientToken":"token-1","imageBuildVersionArn":"arn","unknownMember":[1]}"""));
        var response = await Send(endpoint, Distribute);
        Assert.Equal(("token-1", "arn"), (response.ClientToken, response.ImageBuildVersionArn));
        Assert.Equal(new StubAnswer().RequestId, response.RequestId);
    }

    [Theory]
    [InlineData("", "it has no body")]
    [InlineData("{}", "it has no imageBuildVersionArn")]
    [InlineData("""{"imageBuildVersionArn":null}""", "it has no imageBuildVersionArn")]
    [InlineData("""{"imageBuildVersionArn":""}""", "it has no imageBuildVersionArn")]
    public async Task A_good_status_without_what_the_answer_must_hold_is_an_error(string body, string why)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(body));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal(("UnreadableResponse", 3), (error.ErrorCode, error.Attempts));
        Assert.EndsWith($"not from EC2 Image Builder: {why}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_is_no_empty_list()
    {
        using var empty = new StubEndpoint(StubAnswer.Ok(""));
        var error = await Assert.ThrowsAsync<ImageBuilderException>(() => Send(empty, new ListImagesRequest()));
        Assert.Equal("UnreadableResponse", error.ErrorCode);
        using var list = new StubEndpoint(StubAnswer.Ok("{}"));
        Assert.Null((await Send(list, new ListImagesRequest())).ImageVersionList);
    }

    [Fact]
    public async Task The_user_agent_names_the_product()
    {
        using var endpoint = new StubEndpoint();
        await Send(endpoint, Distribute);
        Assert.StartsWith("ImageBuilderPS/", endpoint.Request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Matches(@" aws-sdk-dotnet-\w+/4\.\d.* api/imagebuilder#4\.\d", endpoint.Request.Header("User-Agent"));
    }
}
