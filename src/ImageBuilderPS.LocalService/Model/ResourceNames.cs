namespace ImageBuilderPS.LocalService.Model;

/// <summary>Converts names for ARNs.</summary>
internal static class ResourceNames
{
    /// <summary>The name's normal form: small letters, digits and hyphens. Names with the same form are the same name.</summary>
    public static string Normalize(string name) =>
        string.Concat(name.ToLowerInvariant().Select(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '-'));

    /// <summary>The name of an image that is made of an AMI: the AMI's name, with a hyphen for what an image's name cannot have.</summary>
    public static string FromAmiName(string amiName)
    {
        const int MinLength = 3;
        const int MaxLength = 128;
        var name = string.Concat(amiName.Select(c => IsAllowed(c) ? c : '-')).Trim();
        return name.Substring(0, Math.Min(name.Length, MaxLength)).TrimEnd().PadRight(MinLength, '-');
    }

    private static bool IsAllowed(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or ' ';
}
