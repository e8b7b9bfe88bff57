using System.Text.Json;
using System.Text.Json.Serialization;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Rbin;

/// <summary>Recycle Bin: the rules by which EC2 keeps deleted AMIs and snapshots. A method and a path for each operation, JSON in the body.</summary>
internal sealed class RbinApi : IServiceApi
{
    private const string Rules = "/rules";

    // The path of an operation on one rule ends with a slash. The rule follows.
    private const string Rule = Rules + "/";

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly RuleOperation[] Operations =
    [
        new("CreateRule", "POST", Rules, 201, RuleOperations.Create),
        new("DeleteRule", "DELETE", Rule, 204, RuleOperations.Delete),
        new("GetRule", "GET", Rule, 200, RuleOperations.Get),
        new("ListRules", "POST", "/list-rules", 200, RuleOperations.List),
        new("UpdateRule", "PATCH", Rule, 200, RuleOperations.Update),
    ];

    public string Name => "rbin";

    public IEnumerable<string> OperationNames => Operations.Select(operation => operation.Name);

    public bool Claims(ServiceRequest request) => Array.Exists(Operations, operation => operation.Matches(request.Path));

    public ServiceCall Read(ServiceRequest request)
    {
        var operation = Array.Find(Operations, item => item.Method == request.Method && item.Matches(request.Path))
            ?? throw new ImageBuilderException(
                $"Recycle Bin has no operation {request.Method} {request.Path}, or the local service does not have it.", "UnknownOperationException", 404);
        return new(operation.Name, () =>
        {
            var parameters = RuleParameters.Read(request.Body, operation.RuleOf(request.Path));
            RuleValidation.Check(parameters);
            return (context, requestId) =>
            {
                var response = operation.Answer(context, parameters);
                context.Service.Journal.Add(
                    context, operation.Name, requestId, clientToken: null, (response as RetentionRule)?.RuleArn ?? parameters.Identifier);
                return new(operation.Status, response is null ? [] : JsonSerializer.SerializeToUtf8Bytes(response, response.GetType(), Json));
            };
        });
    }

    public ServiceResponse Error(ImageBuilderException error, string requestId)
    {
        var (code, status, reason) = error.ErrorCode switch
        {
            nameof(InvalidPaginationTokenException) => (nameof(ValidationException), 400, "INVALID_PAGE_TOKEN"),
            nameof(ValidationException) => (error.ErrorCode, 400, "INVALID_PARAMETER_VALUE"),
            nameof(ResourceNotFoundException) => (error.ErrorCode, 404, "RULE_NOT_FOUND"),
            nameof(ServiceQuotaExceededException) => (error.ErrorCode, 402, "SERVICE_QUOTA_EXCEEDED"),
            nameof(ServiceException) => ("InternalServerException", 500, null),
            _ when error.IsThrottle => ("ThrottlingException", 429, null),
            _ => (error.ErrorCode, error.StatusCode, null),
        };
        return ServiceResponse.Error(code, status, ResponseBody.Write(writer =>
        {
            writer.WriteString("Message", error.Message);
            if (reason is not null)
                writer.WriteString("Reason", reason);
        }));
    }

    private sealed record RuleOperation(
        string Name, string Method, string Path, int Status, Func<OperationContext, RuleParameters, object?> Answer)
    {
        private bool HasRule => Path == Rule;

        public bool Matches(string path) => HasRule
            ? path.Length > Path.Length && path.StartsWith(Path, StringComparison.Ordinal) && path.IndexOf('/', Path.Length) < 0
            : path == Path;

        public string? RuleOf(string path) => HasRule ? Uri.UnescapeDataString(path.Substring(Path.Length)) : null;
    }
}
