using System.Text;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Converts names for ARNs.</summary>
internal static class ResourceNames
{
    /// <summary>The name in small letters, with a hyphen for each character that an ARN cannot have.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
            slug.Append(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' ? c : '-');
        return slug.ToString().Trim('-');
    }
}
