using System.Text.Encodings.Web;
using System.Text.Json;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>An answer, free of any transport.</summary>
internal sealed class ServiceResponse(int status, byte[] body)
{
    private const string RequestIdHeader = "x-amzn-RequestId";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string ErrorTypeHeader = "x-amzn-ErrorType";

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The headers, the content's type among them.</summary>
    public IDictionary<string, string> Headers { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };

    /// <summary>The body: JSON in UTF-8.</summary>
    public byte[] Body { get; } = body;

    /// <summary>An error as AWS words it: the name in a header, the message in the body.</summary>
    public static ServiceResponse Error(ImageBuilderException error)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("message", error.Message);
            writer.WriteEndObject();
        }
        var response = new ServiceResponse(error.StatusCode, buffer.ToArray());
        response.Headers[ErrorTypeHeader] = error.ErrorCode;
        return response;
    }

    /// <summary>Names the call.</summary>
    public ServiceResponse WithRequestId(string requestId)
    {
        Headers[RequestIdHeader] = requestId;
        return this;
    }
}
