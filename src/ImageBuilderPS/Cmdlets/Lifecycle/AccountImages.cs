using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>All images of an account, each with the recipe that only a read of the image itself tells.</summary>
/// <param name="service">The endpoint.</param>
/// <param name="throttleLimit">How many images are read at a time.</param>
/// <param name="report">Takes the progress.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class AccountImages(
    IImageBuilder service, int throttleLimit, Action<ProgressRecord> report, CancellationToken cancellation)
{
    private const string Activity = "Reading the account's images";

    private readonly List<Image> images = [];

    /// <summary>What was asked last: the request that failed, when <see cref="Read"/> throws.</summary>
    public Request Asked { get; private set; } = new ListImageBuildVersionsRequest();

    /// <summary>Reads the images. One that is gone between list and read is left out.</summary>
    /// <exception cref="ImageBuilderException">A read failed: without all images, a preview would promise too little.</exception>
    public IReadOnlyList<Image> Read()
    {
        var batch = new Batch<GetImageRequest, Image?>((request, _) => GetAsync(request)) { ThrottleLimit = throttleLimit };
        foreach (var build in Builds())
        {
            batch.Add(new() { ImageBuildVersionArn = build.Arn });
            TakeUntil(() => !batch.IsFull);
        }
        TakeUntil(() => batch.IsEmpty);
        report(new(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        return images;

        void TakeUntil(Func<bool> isEnough)
        {
            Take(batch);
            while (!isEnough())
            {
                batch.WaitForChange(Timeout.InfiniteTimeSpan, cancellation);
                Take(batch);
            }
        }
    }

    private IEnumerable<ImageSummary> Builds()
    {
        return Paging.Items<ListImageBuildVersionsResponse, ImageSummary>(new ListImageBuildVersionsRequest(), request =>
        {
            Asked = request;
            return service.SendAsync(request, cancellation).GetAwaiter().GetResult();
        });
    }

    private async Task<Image?> GetAsync(GetImageRequest request)
    {
        try
        {
            return (await service.SendAsync(request, cancellation).ConfigureAwait(false)).Image;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private void Take(Batch<GetImageRequest, Image?> batch)
    {
        while (batch.TryTake(out var request, out var result))
        {
            Asked = request;
            if (result.GetAwaiter().GetResult() is { } image)
                images.Add(image);
            report(new(0, Activity, images.Count.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
