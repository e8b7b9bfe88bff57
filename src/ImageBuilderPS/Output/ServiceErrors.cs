using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Output;

/// <summary>The PowerShell category and the recommended action of each error of the service.</summary>
/// <remarks>Source: the errors of the API pages DistributeImage and UpdateLifecyclePolicy, and AWS's common errors.</remarks>
internal static class ServiceErrors
{
    private const string CheckCredentials =
        "Check the credentials (-ProfileName, or -AccessKey with -SecretKey) and this machine's clock.";

    private static readonly Dictionary<string, (ErrorCategory Category, string Action)> Known = new(StringComparer.Ordinal)
    {
        ["CallRateLimitExceededException"] = (ErrorCategory.LimitsExceeded, "Send fewer calls at a time, then send this one again with the same -ClientToken."),
        ["TooManyRequestsException"] = (ErrorCategory.LimitsExceeded, "Send fewer calls at a time, then send this one again with the same -ClientToken."),
        ["ClientException"] = (ErrorCategory.InvalidArgument, "Check that every resource in the request exists in this region and account, and that you may use it."),
        ["DryRunOperationException"] = (ErrorCategory.InvalidOperation, "The request is valid. Send it without dryRun."),
        ["IdempotentParameterMismatchException"] = (ErrorCategory.InvalidOperation, "This client token stands for other parameters. Leave -ClientToken out to make a new one."),
        ["InvalidRequestException"] = (ErrorCategory.InvalidOperation, "The message says what the service does not do. Correct that, or check the resource's type and state."),
        ["InvalidParameterCombinationException"] = (ErrorCategory.InvalidArgument, "Give one of the parameters that exclude each other, not both."),
        ["InvalidParameterException"] = (ErrorCategory.InvalidArgument, "Correct what the message names."),
        ["InvalidParameterValueException"] = (ErrorCategory.InvalidArgument, "Correct the parameter that the message names."),
        ["InvalidPaginationTokenException"] = (ErrorCategory.InvalidArgument, "Begin the list again."),
        ["ResourceInUseException"] = (ErrorCategory.ResourceBusy, "Wait until what uses the resource has ended, then send this again with the same -ClientToken."),
        ["ResourceDependencyException"] = (ErrorCategory.ResourceBusy, "Remove what depends on the resource first."),
        ["ResourceAlreadyExistsException"] = (ErrorCategory.ResourceExists, "Choose another name, or change the resource that exists."),
        ["ResourceNotFoundException"] = (ErrorCategory.ObjectNotFound, "Check the ARN, its region and its account."),
        ["ServiceException"] = (ErrorCategory.InvalidResult, "The service failed. Send this again with the same -ClientToken; it is not executed twice."),
        ["ServiceUnavailableException"] = (ErrorCategory.ResourceUnavailable, "Send this again later with the same -ClientToken; it is not executed twice."),
        ["ServiceQuotaExceededException"] = (ErrorCategory.QuotaExceeded, "Wait for running distributions to end, or ask AWS for a higher quota."),
        ["ValidationException"] = (ErrorCategory.InvalidArgument, "Correct the members that the message names."),
        ["ExpiredTokenException"] = (ErrorCategory.AuthenticationError, "Sign in again: the session token has expired."),
        ["InvalidSignatureException"] = (ErrorCategory.AuthenticationError, CheckCredentials),
        ["MissingAuthenticationTokenException"] = (ErrorCategory.AuthenticationError, CheckCredentials),
        ["UnrecognizedClientException"] = (ErrorCategory.AuthenticationError, CheckCredentials),
    };

    public static (ErrorCategory Category, string Action) Of(string errorCode, Request request) =>
        Known.TryGetValue(errorCode, out var known) ? known
        : errorCode is "AccessDeniedException" or "ForbiddenException" or "AccessDenied" ? (ErrorCategory.PermissionDenied, AskForPermission(request))
        : IsNotAnImageBuilderResponse(errorCode) ? (ErrorCategory.InvalidResult, "Check the endpoint (-EndpointUrl, AWS_ENDPOINT_URL_IMAGEBUILDER, AWS_ENDPOINT_URL): the response is not from EC2 Image Builder.")
        : (ErrorCategory.NotSpecified, "See the message.");

    private static string AskForPermission(Request request)
    {
        var type = request.GetType();
        var passesRole = type.GetProperty(nameof(DistributeImageRequest.ExecutionRole)) is not null;
        return $"Ask for the permission that the message names, else for imagebuilder:{OperationAttribute.Of(type).Name}"
            + (passesRole ? ", and for iam:PassRole on the execution role." : ".");
    }

    // The client's own names for responses that are not an error of the service.
    private static bool IsNotAnImageBuilderResponse(string errorCode) =>
        errorCode == "UnreadableResponse" || errorCode.StartsWith("Http", StringComparison.Ordinal);
}
