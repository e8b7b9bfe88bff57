using ImageBuilderPS.Api;
using ImageBuilderPS.Tests.Api;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class ErrorTests : ClientTest
{
    // The two API pages' errors with their statuses.
    public static TheoryData<string, int, Type> Named => new()
    {
        { "AccessDeniedException", 403, typeof(AccessDeniedException) },
        { "CallRateLimitExceededException", 429, typeof(CallRateLimitExceededException) },
        { "ClientException", 400, typeof(ClientException) },
        { "ForbiddenException", 403, typeof(ForbiddenException) },
        { "IdempotentParameterMismatchException", 400, typeof(IdempotentParameterMismatchException) },
        { "InvalidParameterCombinationException", 400, typeof(InvalidParameterCombinationException) },
        { "InvalidRequestException", 400, typeof(InvalidRequestException) },
        { "ResourceInUseException", 400, typeof(ResourceInUseException) },
        { "ResourceNotFoundException", 404, typeof(ResourceNotFoundException) },
        { "ServiceException", 500, typeof(ServiceException) },
        { "ServiceQuotaExceededException", 402, typeof(ServiceQuotaExceededException) },
        { "ServiceUnavailableException", 503, typeof(ServiceUnavailableException) },
        { "TooManyRequestsException", 429, typeof(TooManyRequestsException) },
        { "ValidationException", 400, typeof(ValidationException) },
    };

    public ErrorTests() => Environment["AWS_MAX_ATTEMPTS"] = "1";

    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_named_error_becomes_its_type(string name, int status, Type type)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(status, name));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.IsType(type, error);
        Assert.Equal((name, status, "It failed.", new StubAnswer().RequestId, 1),
            (error.ErrorCode, error.StatusCode, error.Message, error.RequestId, error.Attempts));
    }

    [Theory]
    [InlineData("ClientException:http://internal.amazon.com/coral/com.amazon.coral.service/", "{}")]
    [InlineData("com.amazonaws.imagebuilder#ClientException", "{}")]
    [InlineData("com.amazonaws.imagebuilder#ClientException:http://a/b#c", "{}")]
    [InlineData(null, """{"__type":"com.amazonaws.imagebuilder#ClientException"}""")]
    [InlineData(null, """{"__type":"ClientException"}""")]
    [InlineData(null, """{"code":"ClientException"}""")]
    public async Task The_name_is_found_wherever_it_stands(string? header, string body)
    {
        using var endpoint = new StubEndpoint(new StubAnswer { Status = 400, ErrorType = header, Body = body });
        await Fails<ClientException>(endpoint);
    }

    [Fact]
    public async Task A_capital_message_is_read_too()
    {
        using var endpoint = new StubEndpoint(new StubAnswer { Status = 403, ErrorType = "AccessDeniedException", Body = """{"Message":"No."}""" });
        Assert.Equal("No.", (await Fails<AccessDeniedException>(endpoint)).Message);
    }

    [Fact]
    public async Task An_unknown_name_is_kept()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(418, "TeapotException"));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal((typeof(ImageBuilderException), "TeapotException", 418), (error.GetType(), error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public async Task An_error_without_body_or_name_is_named_by_its_status()
    {
        using var endpoint = new StubEndpoint(new StubAnswer { Status = 405, Body = "", RequestId = null });
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal(("Http405", 405, null), (error.ErrorCode, error.StatusCode, error.RequestId));
        Assert.Contains("no body", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>\n<h1>Bad gateway</h1></html>", "<html> <h1>Bad gateway</h1></html>")]
    [InlineData("[1]", "without a message")]
    [InlineData("\"text\"", "without a message")]
    [InlineData("{\"__type\":5,\"message\":{}}", "without a message")]
    public async Task A_body_of_another_make_is_no_obstacle(string body, string shown)
    {
        using var endpoint = new StubEndpoint(new StubAnswer { Status = 502, Body = body });
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal("Http502", error.ErrorCode);
        Assert.Contains(shown, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("""{"clientToken":{}}""")]
    public async Task A_good_status_with_a_strange_body_is_an_error(string body)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(body));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal("UnreadableResponse", error.ErrorCode);
        Assert.Equal(new StubAnswer().RequestId, error.RequestId);
    }
}
