using System.Text;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Pages that begin after a key, so that concurrent additions and removals do not shift them.</summary>
internal static class ListPages
{
    private const int DefaultSize = 25;
    private const string Mark = "after:";

    /// <summary>The key that a page begins after; null for the first page.</summary>
    /// <exception cref="InvalidPaginationTokenException">The token is not one of this list.</exception>
    public static string? After(IPageRequest request) => After(request.GetType().Name, request.NextToken);

    /// <summary>The key that a page of a list begins after; null for the first page.</summary>
    /// <exception cref="InvalidPaginationTokenException">The token is not one of this list.</exception>
    public static string? After(string list, string? nextToken)
    {
        if (nextToken is null)
            return null;
        var prefix = Prefix(list);
        if (Decode(nextToken) is not { } text || !text.StartsWith(prefix, StringComparison.Ordinal))
            throw new InvalidPaginationTokenException("nextToken is not one that this list returned. Leave it out to begin at the first page.");
        return text.Substring(prefix.Length);
    }

    /// <summary>One page of entries that come after the request's token.</summary>
    public static (T[] Items, string? NextToken) Page<T>(IPageRequest request, IEnumerable<KeyValuePair<string, T>> entries) =>
        Page(request.GetType().Name, request.MaxResults ?? DefaultSize, entries);

    /// <summary>One page of a list's entries.</summary>
    public static (T[] Items, string? NextToken) Page<T>(string list, int size, IEnumerable<KeyValuePair<string, T>> entries)
    {
        var taken = entries.Take(size + 1).ToList();
        var next = taken.Count > size ? Encode(Prefix(list) + taken[size - 1].Key) : null;
        return ([.. taken.Take(size).Select(entry => entry.Value)], next);
    }

    private static string Prefix(string list) => Mark + list + ":";

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
