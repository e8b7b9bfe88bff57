namespace ImageBuilderPS.Api;

/// <summary>Semantic versions where x stands for any part, as in 1.x.x.</summary>
internal static class VersionPattern
{
    /// <summary>Whether the parts of a version, or of a narrower pattern, match those of a pattern. Takes parts, as one version is matched many times.</summary>
    public static bool Matches(string[] pattern, string[] version)
    {
        if (pattern.Length != version.Length)
            return false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != "x" && pattern[i] != version[i])
                return false;
        }
        return true;
    }
}
