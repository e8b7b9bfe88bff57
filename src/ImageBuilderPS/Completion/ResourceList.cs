using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>A list of the service, of which completers read the first pages.</summary>
/// <param name="read">Reads it.</param>
internal sealed class ResourceList(Func<IImageBuilder, Action<IEnumerable<object>>, CancellationToken, Task> read) : ICompletionList
{
    // The most that a page may hold, and more items than anybody looks through.
    private const int PageSize = 25;
    private const int Pages = 8;

    // Each has a list of executions of its own.
    private const int PoliciesWithExecutions = 8;

    public static readonly ResourceList Policies = Of<ListLifecyclePoliciesRequest, ListLifecyclePoliciesResponse, LifecyclePolicySummary>();

    public static readonly ResourceList Configurations =
        Of<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>();

    /// <summary>The builds of images.</summary>
    public static readonly ResourceList Images = Of<ListImageBuildVersionsRequest, ListImageBuildVersionsResponse, ImageSummary>();

    /// <summary>The versions of images, which are fewer than the builds.</summary>
    public static readonly ResourceList ImageVersions = Of<ListImagesRequest, ListImagesResponse, ImageVersion>();

    /// <summary>The last executions of the first policies.</summary>
    public static readonly ResourceList Executions = new(ReadExecutionsAsync);

    public Task ReadAsync(object connection, Action<IEnumerable<object>> add, CancellationToken cancellation) =>
        // The connection may search for a region and for credentials.
        read(ModuleState.Connect((ConnectionSettings)connection), add, cancellation);

    private static ResourceList Of<TRequest, TResponse, TItem>()
        where TRequest : Request<TResponse>, IPageRequest, new()
        where TResponse : Response, IPage<TItem>, new()
        where TItem : class => new(ReadPagesAsync<TRequest, TResponse, TItem>);

    private static async Task ReadPagesAsync<TRequest, TResponse, TItem>(IImageBuilder service, Action<IEnumerable<object>> add, CancellationToken cancellation)
        where TRequest : Request<TResponse>, IPageRequest, new()
        where TResponse : Response, IPage<TItem>, new()
        where TItem : class
    {
        var request = new TRequest { MaxResults = PageSize };
        for (var number = 0; number < Pages; number++)
        {
            var page = await service.SendAsync(request, cancellation).ConfigureAwait(false);
            add(page.Items);
            request.NextToken = page.NextToken;
            if (string.IsNullOrEmpty(page.NextToken))
                return;
        }
    }

    private static async Task ReadExecutionsAsync(IImageBuilder service, Action<IEnumerable<object>> add, CancellationToken cancellation)
    {
        var page = await service.SendAsync(new ListLifecyclePoliciesRequest { MaxResults = PageSize }, cancellation).ConfigureAwait(false);
        // Those that ran last.
        var arns = (page.LifecyclePolicySummaryList ?? []).OrderByDescending(policy => policy.DateLastRun).Take(PoliciesWithExecutions).Select(policy => policy.Arn);
        foreach (var arn in arns)
        {
            var request = new ListLifecycleExecutionsRequest { ResourceArn = arn, MaxResults = PageSize };
            add((await service.SendAsync(request, cancellation).ConfigureAwait(false)).LifecycleExecutions ?? []);
        }
    }
}
