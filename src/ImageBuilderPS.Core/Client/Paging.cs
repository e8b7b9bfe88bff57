using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>Reads lists to their end.</summary>
public static class Paging
{
    /// <summary>Every item of a list, page after page. A page is read when its first item is asked for.</summary>
    /// <typeparam name="TResponse">The page.</typeparam>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="request">The request for the first page; it is used for all.</param>
    /// <param name="send">Reads a page.</param>
    public static IEnumerable<TItem> Items<TResponse, TItem>(Request<TResponse> request, Func<Request<TResponse>, TResponse> send)
        where TResponse : Response, IPage<TItem>
    {
        var paging = (IPageRequest)request;
        do
        {
            var page = send(request);
            foreach (var item in page.Items)
                yield return item;
            paging.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(paging.NextToken));
    }
}
