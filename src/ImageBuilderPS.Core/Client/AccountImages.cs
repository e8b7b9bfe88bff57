using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Client;

/// <summary>Reads all images of an account, each with its recipe, which a list does not have.</summary>
/// <param name="service">The endpoint.</param>
/// <param name="throttleLimit">How many images are read at a time, 1 or more.</param>
/// <param name="onProgress">Called with the number of images read so far, on the caller's thread.</param>
/// <param name="cancellation">Ends the read.</param>
public sealed class AccountImages(IImageBuilder service, int throttleLimit, Action<int> onProgress, CancellationToken cancellation)
{
    private readonly List<Image> images = [];
    private readonly SharedBackoff backoff = new();

    /// <summary>Reads the images. An image that is deleted between list and read is left out.</summary>
    /// <exception cref="RequestFailedException">A read failed. Without all images, a preview would show too few deletions.</exception>
    public IReadOnlyList<Image> Read()
    {
        var batch = new Batch<GetImageRequest, Image?>((request, _) => GetAsync(request)) { ThrottleLimit = throttleLimit };
        foreach (var build in Builds())
            batch.Add(new() { ImageBuildVersionArn = build.Arn }, Take, cancellation);
        batch.DrainAll(Take, cancellation);
        return images;
    }

    private IEnumerable<ImageSummary> Builds() => Paging.Items<ListImageBuildVersionsResponse, ImageSummary>(
        new ListImageBuildVersionsRequest(), request => Result(request, SendAsync(request)));

    private async Task<Image?> GetAsync(GetImageRequest request)
    {
        try
        {
            return (await SendAsync(request).ConfigureAwait(false)).Image;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private Task<TResponse> SendAsync<TResponse>(Request<TResponse> request)
        where TResponse : Response, new() =>
        backoff.SendAsync(() => service.SendAsync(request, cancellation, retriesThrottles: false), cancellation);

    private void Take(GetImageRequest request, Task<Image?> task)
    {
        if (Result(request, task) is { } image)
            images.Add(image);
        onProgress(images.Count);
    }

    private static T Result<T>(Request request, Task<T> task)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            throw new RequestFailedException(request, error);
        }
    }
}
