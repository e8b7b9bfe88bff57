namespace ImageBuilderPS.Contract;

/// <summary>One page of a list.</summary>
/// <typeparam name="TItem">What is listed.</typeparam>
public interface IPage<out TItem>
{
    /// <summary>The page's items.</summary>
    IReadOnlyList<TItem> Items { get; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    string? NextToken { get; }
}
