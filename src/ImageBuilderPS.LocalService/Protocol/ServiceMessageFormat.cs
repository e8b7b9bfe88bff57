using System.Collections;
using System.Globalization;
using System.Text;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Formats values and paths like AWS's validation errors.</summary>
internal static class ServiceMessageFormat
{
    private const int MaxValueLength = 2000;

    /// <summary>A value in quotes, shortened if it is long, or the word null.</summary>
    public static string Value(object? value) => value is null ? "null" : $"'{Shorten(Plain(value))}'";

    /// <summary>A JSON path with list positions counted from one, <c>policyDetails.1.member.filter</c>.</summary>
    public static string Path(string path)
    {
        var text = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] != '[')
            {
                text.Append(path[i]);
                continue;
            }
            var end = path.IndexOf(']', i);
            var index = int.Parse(path.Substring(i + 1, end - i - 1), CultureInfo.InvariantCulture);
            text.Append('.').Append(index + 1).Append(".member");
            i = end;
        }
        return text.ToString();
    }

    // Half of a surrogate pair at the end would not be text.
    private static string Shorten(string text) => text.Length <= MaxValueLength ? text
        : text.Substring(0, char.IsHighSurrogate(text[MaxValueLength - 1]) ? MaxValueLength - 1 : MaxValueLength) + "...";

    private static string Plain(object? value) => value switch
    {
        null => "null",
        string text => text,
        IDictionary map => "{" + string.Join(", ", map.Keys.Cast<object>().Select(key => $"{key}={map[key]}")) + "}",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Plain)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name,
    };
}
