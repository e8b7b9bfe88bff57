namespace ImageBuilderPS.LocalService.Model;

/// <summary>Converts names for ARNs.</summary>
internal static class ResourceNames
{
    /// <summary>The name's normal form: small letters, digits and hyphens. Names with the same form are the same name.</summary>
    public static string Normalize(string name) =>
        string.Concat(name.ToLowerInvariant().Select(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '-'));
}
