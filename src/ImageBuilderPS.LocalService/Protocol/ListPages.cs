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
    public static string? After(IPageRequest request)
    {
        if (request.NextToken is not { } token)
            return null;
        var prefix = Mark + request.GetType().Name + ":";
        if (Decode(token) is not { } text || !text.StartsWith(prefix, StringComparison.Ordinal))
            throw new InvalidPaginationTokenException("nextToken is not one that this list returned. Leave it out to begin at the first page.");
        return text.Substring(prefix.Length);
    }

    /// <summary>One page of entries that come after the request's token.</summary>
    public static (T[] Items, string? NextToken) Page<T>(IPageRequest request, IEnumerable<KeyValuePair<string, T>> entries)
    {
        var size = request.MaxResults ?? DefaultSize;
        var taken = entries.Take(size + 1).ToList();
        var next = taken.Count > size
            ? Encode(Mark + request.GetType().Name + ":" + taken[size - 1].Key)
            : null;
        return ([.. taken.Take(size).Select(entry => entry.Value)], next);
    }

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
