using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A service with AWS's JSON protocol: the operation is in the header X-Amz-Target, the parameters are JSON.</summary>
/// <param name="targetPrefix">What comes before the operation in the header: <c>AmazonSSM.</c></param>
/// <param name="resourceMember">The parameter that names what an operation is about.</param>
internal abstract class JsonApi(string targetPrefix, string resourceMember) : IServiceApi
{
    private const string TargetHeader = "x-amz-target";

    public abstract string Name { get; }

    public IEnumerable<string> OperationNames => Operations.Keys;

    /// <summary>The operations by name.</summary>
    protected abstract IReadOnlyDictionary<string, Func<OperationContext, JsonElement, JsonObject>> Operations { get; }

    /// <summary>The name of the error of a failure of the service.</summary>
    protected abstract string InternalError { get; }

    /// <summary>The name of the error of a throttled call.</summary>
    protected abstract string Throttling { get; }

    public bool Claims(ServiceRequest request) => Target(request).StartsWith(targetPrefix, StringComparison.Ordinal);

    public ServiceCall Read(ServiceRequest request)
    {
        var target = Target(request);
        var name = target.Substring(target.IndexOf('.') + 1);
        if (!Operations.TryGetValue(name, out var operation))
            throw new ImageBuilderException($"There is no operation {target}.", "UnknownOperationException", 400);
        var members = Members(request.Body);
        return new(name, () => (context, requestId) =>
        {
            var response = Json(200, operation(context, members));
            context.Service.Journal.Add(context, name, requestId, clientToken: null, ResourceOf(members));
            return response;
        });
    }

    public ServiceResponse Error(ImageBuilderException error, string requestId)
    {
        var (code, status) = error.ErrorCode switch
        {
            nameof(ServiceException) => (InternalError, 500),
            _ when error.IsThrottle => (Throttling, 400),
            // This protocol has status 400 for every error of the caller.
            _ => (error.ErrorCode, error.StatusCode < 500 ? 400 : error.StatusCode),
        };
        return Json(status, new() { ["__type"] = code, ["message"] = error.Message });
    }

    private string? ResourceOf(JsonElement members) =>
        members.TryGetProperty(resourceMember, out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static string Target(ServiceRequest request) => request.Header(TargetHeader) ?? "";

    private static JsonElement Members(byte[] body)
    {
        RequestBody.RequireUtf8(body);
        try
        {
            using var json = JsonDocument.Parse(body);
            // The parser does not validate the escapes of a text before it is read, as here.
            using (var writer = new Utf8JsonWriter(Stream.Null))
                json.RootElement.WriteTo(writer);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The error is the same as for a body that is another kind of JSON.
        }
        throw ProtocolErrors.Serialization("The body is not a JSON object.");
    }

    private static ServiceResponse Json(int status, JsonObject body)
    {
        var response = new ServiceResponse(status, Encoding.UTF8.GetBytes(body.ToJsonString()));
        response.Headers["Content-Type"] = "application/x-amz-json-1.1";
        return response;
    }
}
