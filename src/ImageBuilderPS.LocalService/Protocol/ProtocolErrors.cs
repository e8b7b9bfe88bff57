using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Errors of AWS's front end, before an operation is reached; the pages of the operations do not list them.</summary>
internal static class ProtocolErrors
{
    public static ImageBuilderException UnknownOperation(string path) => new(
        $"There is no operation at {path}. Paths are the operations' names, such as /DistributeImage.",
        "UnknownOperationException",
        404);

    public static ImageBuilderException UnknownService(string service) => new(
        $"The request is signed for {service}, which the local service does not have. "
        + "A variable such as AWS_ENDPOINT_URL_SNS names another endpoint for one service.",
        "UnknownOperationException",
        404);

    public static ImageBuilderException MethodNotAllowed(string method, string path, string allowed) => new(
        $"{path} takes {allowed}, not {method}.", "MethodNotAllowedException", 405);

    public static ImageBuilderException Serialization(string message) => new(message, "SerializationException", 400);

    /// <summary>Text that is not JSON, or a value of another type than the API's.</summary>
    public static ImageBuilderException Serialization(ContractJsonException error) => Serialization(
        error.Message.Contains("could not be converted")
            ? $"{error.Path}: the value has another type than the API has there."
            : error.Message);

    public static ImageBuilderException TooLarge(long limit) => new(
        $"The request's body is larger than {limit} bytes.", "RequestEntityTooLargeException", 413);

    public static ImageBuilderException HeadTooLarge(long limit) => new(
        $"The request's headers are larger than {limit} bytes.", "RequestHeaderSectionTooLargeException", 431);

    public static ImageBuilderException BadRequest(string problem) => new(
        $"This is not an HTTP/1.1 request: {problem}", "BadRequestException", 400);

    public static ImageBuilderException MissingAuthentication() => new(
        "Missing Authentication Token", "MissingAuthenticationTokenException", 403);

    public static ImageBuilderException UnrecognizedClient() => new(
        "The security token included in the request is invalid.", "UnrecognizedClientException", 403);

    public static ImageBuilderException ExpiredToken() => new(
        "The security token included in the request is expired", "ExpiredTokenException", 403);

    public static ImageBuilderException InvalidSignature(string message) => new(message, "InvalidSignatureException", 403);

    public static ImageBuilderException IncompleteSignature(string message) => new(message, "IncompleteSignatureException", 403);
}
