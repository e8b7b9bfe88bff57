using System.Text.Json;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>Finds what a request is about before it is read: faults come also to requests that are not valid.</summary>
internal static class RequestSource
{
    private const string SourceImage = "sourceImage";
    private const string ArnSuffix = "Arn";

    /// <summary>The request's source image, or else the first ARN of its path, query or body; null when it has none.</summary>
    public static string? Find(ServiceRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path);
        if (path.IndexOf("arn:", StringComparison.Ordinal) is > 0 and var start)
            return path.Substring(start);
        return Choose(request.Query) ?? Choose(Texts(request.Body));
    }

    private static string? Choose(IReadOnlyList<KeyValuePair<string, string>> members) =>
        members.Where(member => member.Key == SourceImage)
            .Concat(members.Where(member => member.Key.EndsWith(ArnSuffix, StringComparison.Ordinal)))
            .Select(member => member.Value)
            .FirstOrDefault();

    private static List<KeyValuePair<string, string>> Texts(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Object ? [] :
            [
                .. json.RootElement.EnumerateObject()
                    .Where(member => member.Value.ValueKind == JsonValueKind.String)
                    .Select(member => new KeyValuePair<string, string>(member.Name, member.Value.GetString()!)),
            ];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text that is not UTF-8: the operation reports it.
            return [];
        }
    }
}
