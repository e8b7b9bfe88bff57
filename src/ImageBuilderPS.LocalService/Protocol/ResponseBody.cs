using System.Text.Encodings.Web;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A response as its JSON body, with the call's id in it where the API has it there.</summary>
internal static class ResponseBody
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Response response, string? requestId)
    {
        var body = ContractJson.ToBytes(response);
        if (requestId is null)
            return body;
        using var json = JsonDocument.Parse(body);
        using var buffer = new MemoryStream(body.Length + 64);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("requestId", requestId);
            foreach (var member in json.RootElement.EnumerateObject())
                member.WriteTo(writer);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
