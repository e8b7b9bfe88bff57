using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;

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

    /// <summary>Reads an error response: the name from its header, else from its body; the message from its body.</summary>
    public static ServiceFault Read(string? errorType, string? requestId, byte[] body, HttpStatusCode status, Exception inner)
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
            message = Unreadable(body, status);
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
        return $"The response was HTTP {(int)status} with " + (text.Length == 0 ? "no body." : $"a body that is not JSON: {text}");
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

    private static string? WithoutNamespace(string? name)
    {
        if (name is null)
            return null;
        name = name.Split(':')[0];
        return name.Substring(name.LastIndexOf('#') + 1).Trim();
    }
}
