using ImageBuilderPS.Api;
using ImageBuilderPS.Tests.Aws;

namespace ImageBuilderPS.Tests.Api;

/// <summary>The errors that the two API pages list, with their HTTP statuses.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("AccessDeniedException", 403)]
    [InlineData("CallRateLimitExceededException", 429)]
    [InlineData("ClientException", 400)]
    [InlineData("ForbiddenException", 403)]
    [InlineData("IdempotentParameterMismatchException", 400)]
    [InlineData("InvalidParameterCombinationException", 400)]
    [InlineData("InvalidRequestException", 400)]
    [InlineData("ResourceInUseException", 400)]
    [InlineData("ResourceNotFoundException", 404)]
    [InlineData("ServiceException", 500)]
    [InlineData("ServiceQuotaExceededException", 402)]
    [InlineData("ServiceUnavailableException", 503)]
    [InlineData("TooManyRequestsException", 429)]
    public void An_error_of_the_pages_has_a_type_and_its_status(string name, int status)
    {
        var type = typeof(ImageBuilderException).Assembly.GetType("ImageBuilderPS.Api." + name, throwOnError: true)!;

        var made = (ImageBuilderException)Activator.CreateInstance(type, "what happened")!;
        var found = ImageBuilderException.Create(name, "what happened", status);

        Assert.Equal((name, status, "what happened"), (made.ErrorCode, made.StatusCode, made.Message));
        Assert.IsType(type, found);
        Assert.Equal((name, status, "what happened"), (found.ErrorCode, found.StatusCode, found.Message));
        Assert.Equal(status == 429, found.IsThrottle);
    }

    [Fact]
    public void An_error_that_no_page_lists_keeps_its_name()
    {
        var error = ImageBuilderException.Create("BrandNewException", "what happened", 418);

        Assert.IsType<ImageBuilderException>(error);
        Assert.Equal(("BrandNewException", 418), (error.ErrorCode, error.StatusCode));
    }

    [Fact]
    public void The_status_that_came_wins_over_the_one_of_the_page()
    {
        Assert.Equal(409, ImageBuilderException.Create("ResourceInUseException", "what happened", 409).StatusCode);
    }
}
