using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>An error response in the form that the SDK's retry policy evaluates.</summary>
internal sealed class ServiceFault : AmazonServiceException
{
    private const int MaxShownCharacters = 200;

    private ServiceFault(string name, string message, string? requestId, HttpStatusCode status, Exception inner)
        : base(message, inner, ErrorType.Unknown, name, requestId, status)
    {
    }

    /// <summary>Every 429 is a throttle whatever its name; every 5xx can be retried.</summary>
    public override RetryableDetails? Retryable => (int)StatusCode switch
    {
        429 => new(throttling: true),
        >= 500 => new(throttling: false),
        _ => null,
    };

    /// <summary>Reads an error response.</summary>
    /// <param name="input">The response.</param>
    /// <param name="inner">The SDK's exception.</param>
    /// <param name="status">The HTTP status.</param>
    public static ServiceFault Read(JsonUnmarshallerContext input, Exception inner, HttpStatusCode status) => Read(
        input.ResponseData.GetHeaderValue(HeaderKeys.XAmzErrorType),
        input.ResponseData.GetHeaderValue(HeaderKeys.RequestIdHeader),
        ReadBody(input),
        status,
        inner);

    /// <summary>The body of a response.</summary>
    /// <param name="input">The response.</param>
    public static byte[] ReadBody(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        return body.ToArray();
    }

    /// <summary>Reads an error response: the name from its header, else from its body; the message from its body, which is JSON or, from a Query API, XML.</summary>
    private static ServiceFault Read(string? errorType, string? requestId, byte[] body, HttpStatusCode status, Exception inner)
    {
        string? name = null, message = null;
        try
        {
            using var json = JsonDocument.Parse(body);
            name = Member(json.RootElement, "__type", "code", "Code");
            message = Member(json.RootElement, "message", "Message", "errorMessage");
        }
        catch (JsonException)
        {
            var xml = ReadXml(body);
            var error = xml?.Descendants().FirstOrDefault(element => element.Name.LocalName == "Error");
            name = error?.Text("Code");
            message = error is null ? Unreadable(body, status) : error.Text("Message");
            requestId = xml?.Text("RequestID") ?? xml?.Text("RequestId") ?? requestId;
        }
        if (!string.IsNullOrEmpty(errorType))
            name = errorType;
        return new(
            WithoutNamespace(name) is { Length: > 0 } known ? known : $"Http{(int)status}",
            message ?? $"The service returned HTTP {(int)status} without a message.",
            requestId,
            status,
            inner);
    }

    private static string Unreadable(byte[] body, HttpStatusCode status)
    {
        var text = ErrorTranslator.ToOneLine(Encoding.UTF8.GetString(body));
        if (text.Length > MaxShownCharacters)
            text = text.Substring(0, MaxShownCharacters) + "...";
        return $"The response was HTTP {(int)status} with " + (text.Length == 0 ? "no body." : $"a body that is not an error of the service: {text}");
    }

    private static string? Member(JsonElement json, params string[] names)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in names)
        {
            if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }
        return null;
    }

    // Response with Errors, as in EC2's API, or ErrorResponse with Error, as in IAM's.
    private static XElement? ReadXml(byte[] body)
    {
        try
        {
            return ResponseXml.Read(body);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? WithoutNamespace(string? name)
    {
        if (name is null)
            return null;
        name = name.Split(':')[0];
        return name.Substring(name.LastIndexOf('#') + 1).Trim();
    }
}
