using System.Text;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Names as they stand in ARNs.</summary>
internal static class ResourceNames
{
    /// <summary>The name in small letters, with a hyphen for what an ARN cannot hold.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
            slug.Append(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' ? c : '-');
        return slug.ToString().Trim('-');
    }
}
