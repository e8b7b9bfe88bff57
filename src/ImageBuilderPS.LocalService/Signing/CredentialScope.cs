namespace ImageBuilderPS.LocalService.Signing;

/// <summary>Who signed a request, for which day and region: <c>AKID/20260101/us-east-1/imagebuilder/aws4_request</c>.</summary>
internal sealed class CredentialScope
{
    private CredentialScope(string[] parts) =>
        (AccessKey, Date, Region, Service) = (parts[0], parts[1], parts[2], parts[3]);

    public string AccessKey { get; }

    public string Date { get; }

    public string Region { get; }

    public string Service { get; }

    /// <summary>The scope without the access key, as the string to sign has it.</summary>
    public string Text => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>The scope of a credential; null when the text is not a credential.</summary>
    public static CredentialScope? Parse(string? credential)
    {
        var parts = credential?.Split('/') ?? [];
        return parts.Length == 5 && parts[4] == "aws4_request" && IsRegion(parts[2]) ? new(parts) : null;
    }

    private static bool IsRegion(string text) =>
        text.Length is > 0 and <= 40 && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
