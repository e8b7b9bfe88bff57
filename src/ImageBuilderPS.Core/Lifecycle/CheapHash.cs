namespace ImageBuilderPS.Lifecycle;

/// <summary>A hash of short texts that costs less than the library's, which withstands hostile keys.</summary>
internal static class CheapHash
{
    private const int Seed = 5381;

    public static int Of(string? text) => text is null ? 0 : Of(text, 0, text.Length);

    public static int Of(string text, int start, int end)
    {
        var hash = Seed;
        for (var i = start; i < end; i++)
            hash = unchecked((hash * 33) ^ text[i]);
        return hash;
    }
}
