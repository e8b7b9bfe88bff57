using System.Net;
using System.Net.Sockets;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>Translates the SDK's exceptions into Image Builder's and connection errors.</summary>
internal static class ErrorTranslator
{
    private const int TooManyRequests = 429;

    // It knows the names of throttles, some of which have the status of a server error: RequestLimitExceeded of EC2.
    private static readonly StandardRetryPolicy Names = new(0);

    public static Exception Translate(Exception error, CallRecord record, AwsService service, ConnectionPlan plan) => error switch
    {
        // The connection was lost within the body.
        AmazonUnmarshallingException when error.GetBaseException() is IOException or SocketException or WebException => UnreachableError(error, record, service, plan),
        AmazonUnmarshallingException or XmlException => ServiceError(
            error as AmazonServiceException ?? new AmazonUnmarshallingException(null, null, error),
            "UnreadableResponse", $"{plan.Shown} returned a response that is not from {service.Title}: {Reason(error)}.", record, service),
        AmazonServiceException { StatusCode: not 0 } refusal => ServiceError(refusal, CodeOf(refusal), refusal.Message, record, service),
        _ => UnreachableError(error, record, service, plan),
    };

    /// <summary>The message of the innermost exception in one line.</summary>
    public static string Reason(Exception error) => ToOneLine(error.GetBaseException().Message);

    /// <summary>Joins the lines of a text.</summary>
    public static string ToOneLine(string text) => string.Join(
        " ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())).TrimEnd('.', ' ');

    private static ImageBuilderException ServiceError(AmazonServiceException response, string name, string message, CallRecord record, AwsService service)
    {
        var status = service != AwsService.ImageBuilder && Names.IsThrottlingError(response) ? TooManyRequests : (int)response.StatusCode;
        var error = ImageBuilderException.Create(name, record.WithoutSecrets(message), status);
        error.RequestId = string.IsNullOrEmpty(response.RequestId) ? null : response.RequestId;
        error.Attempts = Math.Max(1, record.Attempts);
        return error;
    }

    private static ConnectionException UnreachableError(Exception error, CallRecord record, AwsService service, ConnectionPlan plan)
    {
        var why = IsTimeout(error) ? FormattableString.Invariant($"no response within {plan.Timeout.TotalSeconds:0.#} seconds") : Reason(error);
        var times = record.Attempts > 1 ? $" after {record.Attempts} attempts" : "";
        return new(
            ConnectionErrorKind.EndpointUnreachable,
            record.WithoutSecrets($"{plan.Shown} could not be reached{times}: {why}."),
            plan.Endpoint.IsLoopback
                ? $"Start the local service (Start-IBLocalService), or correct -EndpointUrl or {TransformServiceId.TransformServiceIdToEnvVariable(service.Id)}."
                : $"Check that '{plan.Region}' is a region that has {service.Title}, and check the network, the proxy (https_proxy) and -EndpointUrl.",
            error);
    }

    private static string CodeOf(AmazonServiceException error) =>
        string.IsNullOrEmpty(error.ErrorCode) ? $"Http{(int)error.StatusCode}" : error.ErrorCode;

    private static bool IsTimeout(Exception? error) => error switch
    {
        null => false,
        TimeoutException or OperationCanceledException or WebException { Status: WebExceptionStatus.Timeout } => true,
        SocketException => false,
        _ => IsTimeout(error.InnerException),
    };
}
