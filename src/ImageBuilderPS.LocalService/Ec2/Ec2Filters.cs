using System.Text;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The values of a resource that a filter compares.</summary>
internal delegate IEnumerable<object?> FilterValues<in T>(T item);

/// <summary>The filters of a list: <c>Filter.1.Name=state&amp;Filter.1.Value.1=avail*</c>.</summary>
internal static class Ec2Filters
{
    private const string TagPrefix = "tag:";

    /// <summary>The condition that all filters of a call make: each filter matches with one of its values.</summary>
    /// <param name="parameters">The call's parameters.</param>
    /// <param name="members">The filters by name.</param>
    /// <param name="tags">The tags of a resource, for the filters <c>tag:KEY</c> and <c>tag-key</c>.</param>
    /// <exception cref="ImageBuilderException">The list has no filter of that name.</exception>
    public static Func<T, bool> Read<T>(QueryParameters parameters, IReadOnlyDictionary<string, FilterValues<T>> members, Func<T, TagMap> tags)
    {
        var filters = parameters.Structures("Filter")
            .Select(filter => (Values: ValuesOf(filter.Require("Name"), members, tags), Patterns: filter.List("Value").Select(Wildcards).ToList()))
            .ToList();
        return item => filters.TrueForAll(filter => filter.Values(item)
            .Select(QueryXml.Text)
            .Any(value => value is not null && filter.Patterns.Exists(pattern => pattern.IsMatch(value))));
    }

    private static FilterValues<T> ValuesOf<T>(string name, IReadOnlyDictionary<string, FilterValues<T>> members, Func<T, TagMap> tags)
    {
        if (members.TryGetValue(name, out var values))
            return values;
        if (name == "tag-key")
            return item => tags(item).Keys;
        if (name.StartsWith(TagPrefix, StringComparison.Ordinal))
            return item => tags(item).TryGetValue(name.Substring(TagPrefix.Length), out var value) ? [value] : [];
        throw QueryErrors.InvalidValue($"The filter '{name}' is invalid");
    }

    // * is any text, ? is any character, and a backslash takes the next character literally.
    private static Regex Wildcards(string text)
    {
        var pattern = new StringBuilder(@"\A");
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                pattern.Append(Regex.Escape($"{text[++i]}"));
            else
                pattern.Append(text[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape($"{c}") });
        }
        return new(pattern.Append(@"\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }
}
