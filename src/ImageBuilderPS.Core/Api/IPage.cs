namespace ImageBuilderPS.Api;

/// <summary>A request for one page of a list.</summary>
public interface IPageRequest
{
    /// <summary>How many items a page holds, 1 to 25.</summary>
    int? MaxResults { get; set; }

    /// <summary>Where the page begins; null for the first one.</summary>
    string? NextToken { get; set; }
}

/// <summary>One page of a list.</summary>
/// <typeparam name="TItem">What is listed.</typeparam>
public interface IPage<out TItem>
{
    /// <summary>The page's items.</summary>
    IReadOnlyList<TItem> Items { get; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    string? NextToken { get; }
}
