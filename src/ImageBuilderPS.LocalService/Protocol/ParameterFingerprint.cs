using System.Security.Cryptography;
using System.Text.Json;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A hash of a request's parameters, independent of the order of map entries.</summary>
internal static class ParameterFingerprint
{
    public static string Compute(object request)
    {
        using var json = JsonDocument.Parse(ContractJson.ToBytes(request));
        using var sorted = new MemoryStream();
        using (var writer = new Utf8JsonWriter(sorted))
            Write(json.RootElement, writer);
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(sorted.ToArray()));
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                writer.WritePropertyName(member.Name);
                Write(member.Value, writer);
            }
            writer.WriteEndObject();
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in element.EnumerateArray())
                Write(item, writer);
            writer.WriteEndArray();
        }
        else
        {
            element.WriteTo(writer);
        }
    }
}
