using System.Collections;
using System.Globalization;

namespace ImageBuilderPS.Api;

/// <summary>Tags: keys and values, both sensitive to case.</summary>
public sealed class TagMap : Dictionary<string, string>
{
    /// <summary>No tags.</summary>
    public TagMap()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The entries of another dictionary, such as a PowerShell hashtable; values become text.</summary>
    /// <param name="tags">The tags.</param>
    public TagMap(IDictionary tags)
        : this()
    {
        foreach (DictionaryEntry tag in tags)
            Add(Text(tag.Key), tag.Value is null ? "" : Text(tag.Value));
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The tags: <c>Team=web, Size=3</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(tag => $"{tag.Key}={tag.Value}"));
}
