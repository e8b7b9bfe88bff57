using System.Xml.Linq;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The pages of EC2's lists. A call without MaxResults gets the whole list.</summary>
internal static class Ec2Pages
{
    /// <summary>A page as the elements of a response.</summary>
    /// <param name="parameters">The call's parameters.</param>
    /// <param name="range">The valid values of MaxResults.</param>
    /// <param name="name">The name of the list's element.</param>
    /// <param name="items">All items of the list.</param>
    /// <param name="key">What the items are ordered by. Each item has another key.</param>
    /// <param name="members">The elements of an item.</param>
    public static IEnumerable<XElement?> Read<T>(
        QueryParameters parameters,
        (int Min, int Max) range,
        string name,
        IEnumerable<T> items,
        Func<T, string> key,
        Func<T, IEnumerable<XElement?>> members)
    {
        var list = parameters.Require("Action");
        var size = parameters.Integer("MaxResults", range.Min, range.Max) ?? int.MaxValue - 1;
        var after = ListPages.After(list, parameters.Find("NextToken"));
        var entries = items
            .Select(item => new KeyValuePair<string, T>(key(item), item))
            .Where(entry => after is null || string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
        var (page, next) = ListPages.Page(list, size, entries);
        return [QueryXml.List(name, page, members), QueryXml.Value("nextToken", next)];
    }
}
