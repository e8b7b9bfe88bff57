using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The parameters of a call of AWS's query protocol: <c>ImageId.1=ami-1&amp;Filter.1.Name=state</c>.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> values;
    private readonly string prefix;

    private QueryParameters(Dictionary<string, string> values, string prefix) => (this.values, this.prefix) = (values, prefix);

    /// <summary>The parameters of a form and of the query.</summary>
    public static QueryParameters Parse(ServiceRequest request)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in request.Query)
            values[pair.Key] = pair.Value;
        foreach (var part in Encoding.UTF8.GetString(request.Body).Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split(['='], 2);
            values[Decode(pair[0])] = pair.Length > 1 ? Decode(pair[1]) : "";
        }
        return new(values, "");
    }

    /// <summary>Requires values that can be in a response.</summary>
    /// <exception cref="ImageBuilderException">A value has a character that XML does not allow.</exception>
    public void ThrowIfNotXml()
    {
        if (!values.Values.All(XmlText.IsValid))
            throw new ImageBuilderException("A parameter has a character that is not valid in XML.", "InvalidCharacter", 400);
    }

    /// <summary>A value, or null.</summary>
    public string? Find(string name) => values.TryGetValue(prefix + name, out var value) ? value : null;

    /// <summary>A value.</summary>
    /// <exception cref="ImageBuilderException">It is missing or empty.</exception>
    public string Require(string name) => Find(name) is { Length: > 0 } value ? value : throw QueryErrors.Missing(prefix + name);

    /// <summary>Whether a flag is set.</summary>
    /// <exception cref="ImageBuilderException">The value is neither true nor false.</exception>
    public bool IsTrue(string name) => Find(name) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw QueryErrors.InvalidValue(prefix + name, text, "true or false"));

    /// <summary>A whole number, or null.</summary>
    /// <exception cref="ImageBuilderException">The value is not a number of the range.</exception>
    public int? Integer(string name, int min, int max) => Find(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : throw QueryErrors.InvalidValue(prefix + name, text, $"a whole number from {min} to {max}");

    /// <summary>A time, or null.</summary>
    /// <exception cref="ImageBuilderException">The value is not a time.</exception>
    public DateTimeOffset? Time(string name) => Find(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime()
        : throw QueryErrors.InvalidValue(prefix + name, text, "a time such as 2026-01-31T12:00:00Z");

    /// <summary>The values of a list, in the order of their numbers.</summary>
    public string[] List(string name) => [.. Indexes(name).Select(index => Find($"{name}.{index}")).OfType<string>()];

    /// <summary>The structures of a list, in the order of their numbers.</summary>
    public QueryParameters[] Structures(string name) => [.. Indexes(name).Select(index => Structure($"{name}.{index}"))];

    /// <summary>The members of a structure.</summary>
    public QueryParameters Structure(string name) => new(values, $"{prefix}{name}.");

    private List<int> Indexes(string name)
    {
        var start = $"{prefix}{name}.";
        return
        [
            .. values.Keys
                .Where(key => key.StartsWith(start, StringComparison.Ordinal))
                .Select(key => key.Substring(start.Length).Split('.')[0])
                .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1)
                .Where(index => index >= 0)
                .Distinct()
                .OrderBy(index => index),
        ];
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
