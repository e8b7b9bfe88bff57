namespace ImageBuilderPS;

internal static class TextExtensions
{
    /// <summary>Whether two texts differ at most in case, as the API's enum values and PowerShell's names may.</summary>
    public static bool EqualsIgnoreCase(this string? text, string? other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
