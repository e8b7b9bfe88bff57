using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Distributing;

namespace ImageBuilderPS.Tests.Client;

public class AccountImagesTests
{
    [Fact]
    public void All_pages_are_read_in_order_and_the_progress_counts_the_images()
    {
        var counts = new List<int>();

        var images = Read(Service(), counts.Add);

        Assert.Equal(["a", "b", "c", "d"], images);
        Assert.Equal([1, 2, 3, 4], counts);
    }

    [Fact]
    public void An_image_that_is_deleted_before_its_read_is_left_out() =>
        Assert.Equal(["a", "c", "d"], Read(Service(("b", new ResourceNotFoundException("deleted")))));

    [Fact]
    public void A_throttled_read_is_sent_again() =>
        Assert.Equal(["a", "b", "c", "d"], Read(Service(("b", new TooManyRequestsException("slow down")))));

    [Fact]
    public void A_failed_read_ends_with_the_request_that_failed()
    {
        var failure = new AccessDeniedException("no");

        var error = Assert.Throws<RequestFailedException>(() => Read(Service(("b", failure))));

        Assert.Equal("b", Assert.IsType<GetImageRequest>(error.Request).ImageBuildVersionArn);
        Assert.Same(failure, error.InnerException);
    }

    [Fact]
    public void A_failed_list_ends_with_the_request_of_the_page()
    {
        var error = Assert.Throws<RequestFailedException>(() => Read(Service(("2", new AccessDeniedException("no")))));

        Assert.Equal("2", Assert.IsType<ListImageBuildVersionsRequest>(error.Request).NextToken);
    }

    private static IEnumerable<string?> Read(FakeImageBuilder service, Action<int>? onProgress = null) =>
        new AccountImages(service, 2, onProgress ?? (_ => { }), CancellationToken.None).Read().Select(image => image.Arn);

    // Two pages, a and b, then c and d. A failure is thrown once: by the read of an image, or by the second page.
    private static FakeImageBuilder Service(params (string Key, Exception Error)[] failures)
    {
        var planned = failures.ToDictionary(failure => failure.Key, failure => failure.Error);
        return new(request =>
        {
            var key = request is GetImageRequest get ? get.ImageBuildVersionArn! : ((ListImageBuildVersionsRequest)request).NextToken ?? "1";
            lock (planned)
            {
                if (planned.Remove(key, out var error))
                    throw error;
            }
            return key switch
            {
                "1" => new ListImageBuildVersionsResponse { ImageSummaryList = [new() { Arn = "a" }, new() { Arn = "b" }], NextToken = "2" },
                "2" => new ListImageBuildVersionsResponse { ImageSummaryList = [new() { Arn = "c" }, new() { Arn = "d" }] },
                _ => new GetImageResponse { Image = new() { Arn = key } },
            };
        });
    }
}
