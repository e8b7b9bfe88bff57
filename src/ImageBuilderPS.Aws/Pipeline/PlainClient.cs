using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The client of a service of which few operations are needed: it takes a body and returns a body.</summary>
/// <param name="service">The service.</param>
/// <param name="plan">The connection.</param>
/// <param name="credentials">The credentials.</param>
internal sealed class PlainClient(AwsService service, ConnectionPlan plan, AWSCredentials credentials)
    : ServiceClient(credentials, new ServiceConfig(service, plan))
{
    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The body of the response.</returns>
    public async Task<byte[]> SendAsync(PlainRequest request, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions { RequestMarshaller = PlainMarshaller.Instance, ResponseUnmarshaller = PlainUnmarshaller.Instance };
        return (await InvokeAsync<PlainResponse>(request, options, cancellationToken).ConfigureAwait(false)).Body;
    }

    /// <summary>Sends a request to which the response is an object in JSON.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<JsonDocument> SendForJsonAsync(PlainRequest request, CancellationToken cancellationToken)
    {
        var body = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : throw new JsonException("it is not an object");
        }
        catch (JsonException error)
        {
            throw new AmazonUnmarshallingException(null, null, error);
        }
    }
}

/// <summary>A request.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="path">The path, encoded.</param>
/// <param name="contentType">The type of the body; null without a body.</param>
/// <param name="body">The body.</param>
/// <param name="target">The operation, where a header names it; null where the path or the body does.</param>
internal sealed class PlainRequest(string method, string path, string? contentType = null, byte[]? body = null, string? target = null) : AmazonWebServiceRequest
{
    public string Method => method;

    public string Path => path;

    public string? ContentType => contentType;

    public byte[]? Body => body;

    /// <summary>The operation, where a form or a header names it; null where the path does.</summary>
    public string? Action { get; init; }

    public string? Target => target;

    /// <summary>A request of the protocol that has its operation in a header and its members in JSON.</summary>
    /// <param name="target">The operation: <c>AmazonSSM.GetParameter</c>.</param>
    /// <param name="members">The members.</param>
    public static PlainRequest Json(string target, IReadOnlyDictionary<string, object> members) =>
        new("POST", "/", "application/x-amz-json-1.1", JsonSerializer.SerializeToUtf8Bytes(members), target) { Action = target };
}

/// <summary>A response.</summary>
internal sealed class PlainResponse : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];
}

/// <summary>Converts plain requests into HTTP requests.</summary>
internal sealed class PlainMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly PlainMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var plain = (PlainRequest)input;
        var request = new DefaultRequest(input, "plain") { HttpMethod = plain.Method, ResourcePath = plain.Path };
        if (plain.Body is null)
            return request;
        request.Headers[HeaderKeys.ContentTypeHeader] = plain.ContentType;
        if (plain.Target is not null)
            request.Headers["X-Amz-Target"] = plain.Target;
        request.Content = plain.Body;
        return request;
    }
}

/// <summary>Converts HTTP responses into plain responses and faults.</summary>
internal sealed class PlainUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly PlainUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new PlainResponse { Body = ServiceFault.ReadBody(input) };

    // The base class would replace the request id by that of the header.
    public override AmazonServiceException UnmarshallException(UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        UnmarshallException((JsonUnmarshallerContext)input, innerException, statusCode);

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode) =>
        ServiceFault.Read(input, innerException, statusCode);
}
