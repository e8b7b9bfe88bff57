using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The JSON body of a response or of an error.</summary>
internal static class ResponseBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A response's body.</summary>
    /// <param name="body">The response as JSON: an object without spaces.</param>
    /// <param name="requestId">The request id, a GUID, for operations that repeat it in the body; null for the others.</param>
    public static byte[] Create(byte[] body, string? requestId)
    {
        if (requestId is null)
            return body;
        // The first member goes behind the brace: to read and write the whole response again costs more than the call.
        var isEmpty = body.Length == "{}".Length;
        return [.. Encoding.UTF8.GetBytes($"{{\"requestId\":\"{requestId}\"{(isEmpty ? "" : ",")}"), .. body.AsSpan(1)];
    }

    /// <summary>An error's body.</summary>
    /// <param name="message">The error's message.</param>
    public static byte[] CreateError(string message) => Write(writer => writer.WriteString("message", message));

    /// <summary>A JSON object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> writeMembers)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
