using System.Xml.Linq;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A service with AWS's query protocol in the form of all services but EC2.</summary>
internal abstract class StandardQueryApi(string version, XNamespace space) : QueryApi(version, space)
{
    protected sealed override XElement CreateResponse(string operation, IEnumerable<XElement?> members, string requestId) => new(
        operation + "Response",
        new XElement(operation + "Result", members),
        new XElement("ResponseMetadata", new XElement("RequestId", requestId)));

    protected sealed override XElement CreateError(string code, string message, int status, string requestId) =>
        QueryErrors.Document(code, message, status, requestId);

    protected sealed override (string Code, int Status) Translate(ImageBuilderException error) => error.ErrorCode switch
    {
        "MissingAuthenticationTokenException" => ("MissingAuthenticationToken", 403),
        "IncompleteSignatureException" => ("IncompleteSignature", 400),
        "UnrecognizedClientException" => ("InvalidClientTokenId", 403),
        "InvalidSignatureException" => ("SignatureDoesNotMatch", 403),
        "ExpiredTokenException" => ("ExpiredToken", 403),
        nameof(ServiceException) => ("InternalFailure", 500),
        _ when error.IsThrottle => ("Throttling", 400),
        _ => (error.ErrorCode, error.StatusCode),
    };
}
