using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>Checks that a response has a form of the services.</summary>
internal static class ResponseForm
{
    private const int Ok = 200;
    private const int Created = 201;
    private const int FirstServerError = 500;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with a response; null when nothing is.</summary>
    /// <param name="response">The response.</param>
    /// <param name="hasBody">Whether it has a body.</param>
    public static string? DescribeDefect(RawResponse response, bool hasBody)
    {
        if (!IsSuccess(response) && response.Status is < 400 or >= FirstServerError)
            return $"status {response.Status}";
        if (!response.Headers.TryGetValue("x-amzn-RequestId", out var id) || !Guid.TryParse(id, out _))
            return "no request id";
        if (!hasBody)
            return null;
        try
        {
            var text = Utf8.GetString(response.Body);
            return response.Headers.GetValueOrDefault("Content-Type") switch
            {
                "application/json" => CheckJson(response, text, !string.IsNullOrEmpty(response.Headers.GetValueOrDefault("x-amzn-ErrorType"))),
                "application/x-amz-json-1.1" => CheckJson(response, text, text.Contains("\"__type\":\"", StringComparison.Ordinal)),
                "text/xml;charset=UTF-8" => CheckXml(response, XElement.Parse(text)),
                var type => $"content type {type}",
            };
        }
        catch (Exception error) when (error is JsonException or XmlException or ArgumentException)
        {
            return "the body cannot be read: " + error.Message;
        }
    }

    private static bool IsSuccess(RawResponse response) => response.Status is Ok or Created;

    private static string? CheckJson(RawResponse response, string text, bool hasType)
    {
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            return "the body is no object";
        if (IsSuccess(response))
            return hasType ? "a success with an error type" : null;
        return !hasType ? "an error without a type"
            : json.RootElement.EnumerateObject().Any(member => member.Name is "message" or "Message" && member.Value.GetString() is { Length: > 0 }) ? null
            : "an error without a message";
    }

    private static string? CheckXml(RawResponse response, XElement root)
    {
        if (IsSuccess(response))
            return root.Name.LocalName.EndsWith("Response", StringComparison.Ordinal) && root.Name.LocalName != "Response" ? null : "no response element";
        var error = root.Descendants().FirstOrDefault(element => element.Name.LocalName == "Error");
        return error?.Elements().Any(element => element.Name.LocalName == "Code" && element.Value.Length > 0) is true
            && error.Elements().Any(element => element.Name.LocalName == "Message" && element.Value.Length > 0)
            ? null
            : "an error without a code or a message";
    }
}
