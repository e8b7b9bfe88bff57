namespace ImageBuilderPS.Contract;

/// <summary>A request for one page of a list.</summary>
public interface IPageRequest
{
    /// <summary>How many items a page holds, 1 to 25.</summary>
    int? MaxResults { get; set; }

    /// <summary>Where the page begins; null for the first one.</summary>
    string? NextToken { get; set; }
}
