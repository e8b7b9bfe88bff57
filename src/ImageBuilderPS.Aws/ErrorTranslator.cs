using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>Translates the SDK's exceptions into Image Builder's and connection errors.</summary>
internal static class ErrorTranslator
{
    public static Exception Translate(Exception error, SdkRequest sdkRequest, ConnectionPlan plan) => error switch
    {
        ServiceFault fault => ServiceError(fault, fault.ErrorCode, fault.Message, sdkRequest),
        AmazonUnmarshallingException unreadable => ServiceError(
            unreadable, "UnreadableResponse", $"{plan.Shown} returned a response that is not from EC2 Image Builder: {Reason(unreadable)}.", sdkRequest),
        _ => UnreachableError(error, sdkRequest, plan),
    };

    /// <summary>The message of the innermost exception in one line.</summary>
    public static string Reason(Exception error) => ToOneLine(error.GetBaseException().Message);

    /// <summary>Joins the lines of a text.</summary>
    public static string ToOneLine(string text) => string.Join(
        " ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())).TrimEnd('.', ' ');

    private static ImageBuilderException ServiceError(AmazonServiceException response, string name, string message, SdkRequest sdkRequest)
    {
        var error = ImageBuilderException.Create(name, sdkRequest.WithoutSecrets(message), (int)response.StatusCode);
        error.RequestId = string.IsNullOrEmpty(response.RequestId) ? null : response.RequestId;
        error.Attempts = Math.Max(1, sdkRequest.Attempts);
        return error;
    }

    private static ConnectionException UnreachableError(Exception error, SdkRequest sdkRequest, ConnectionPlan plan)
    {
        var why = IsTimeout(error) ? FormattableString.Invariant($"no response within {plan.Timeout.TotalSeconds:0.#} seconds") : Reason(error);
        var times = sdkRequest.Attempts > 1 ? $" after {sdkRequest.Attempts} attempts" : "";
        return new(
            ConnectionErrorKind.EndpointUnreachable,
            sdkRequest.WithoutSecrets($"{plan.Shown} could not be reached{times}: {why}."),
            plan.Endpoint.IsLoopback
                ? "Start the local service (Start-IBLocalService), or correct -EndpointUrl or AWS_ENDPOINT_URL_IMAGEBUILDER."
                : $"Check that '{plan.Region}' is a region that has EC2 Image Builder, and check the network, the proxy (https_proxy) and -EndpointUrl.",
            error);
    }

    private static bool IsTimeout(Exception? error) => error switch
    {
        null => false,
        TimeoutException or OperationCanceledException or WebException { Status: WebExceptionStatus.Timeout } => true,
        SocketException => false,
        _ => IsTimeout(error.InnerException),
    };
}
