using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A response, independent of the transport.</summary>
internal sealed class ServiceResponse(int status, byte[] body)
{
    private const string RequestIdHeader = "x-amzn-RequestId";
    private const string ErrorTypeHeader = "x-amzn-ErrorType";

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The headers, the content's type among them.</summary>
    public IDictionary<string, string> Headers { get; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };

    /// <summary>The body: JSON in UTF-8.</summary>
    public byte[] Body { get; } = body;

    /// <summary>What the transport does with the response; null to send it.</summary>
    public TransportDirective? Transport { get; set; }

    /// <summary>No response, but a directive.</summary>
    public static ServiceResponse Directed(TransportDirective directive) => new(0, []) { Transport = directive };

    /// <summary>An error in AWS's format: the name in a header, the message in the body.</summary>
    public static ServiceResponse Error(ImageBuilderException error) =>
        Error(error.ErrorCode, error.StatusCode, ResponseBody.CreateError(error.Message));

    /// <summary>An error whose body has a form of its own.</summary>
    public static ServiceResponse Error(string code, int status, byte[] body)
    {
        var response = new ServiceResponse(status, body);
        response.Headers[ErrorTypeHeader] = code;
        return response;
    }

    /// <summary>Sets the request id.</summary>
    public ServiceResponse WithRequestId(string requestId)
    {
        Headers[RequestIdHeader] = requestId;
        return this;
    }
}
