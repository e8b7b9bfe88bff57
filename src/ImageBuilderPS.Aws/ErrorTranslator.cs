using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>The SDK's exceptions in the contract's terms.</summary>
internal static class ErrorTranslator
{
    public static Exception Of(Exception error, SdkRequest call, ConnectionPlan plan) => error switch
    {
        ServiceFault fault => Answered(fault, fault.ErrorCode, fault.Message, call),
        AmazonUnmarshallingException unreadable => Answered(
            unreadable, "UnreadableResponse", $"{plan.Shown} gave an answer that is none of Image Builder's: {Reason(unreadable)}.", call),
        _ => Unreachable(error, call, plan),
    };

    /// <summary>What went wrong in one line: the innermost message that says something.</summary>
    public static string Reason(Exception error) => OneLine(error.GetBaseException().Message);

    /// <summary>A text's lines as one.</summary>
    public static string OneLine(string text) => string.Join(
        " ", text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())).TrimEnd('.', ' ');

    private static ImageBuilderException Answered(AmazonServiceException answer, string name, string message, SdkRequest call)
    {
        var error = ImageBuilderException.Create(name, call.WithoutSecrets(message), (int)answer.StatusCode);
        error.RequestId = string.IsNullOrEmpty(answer.RequestId) ? null : answer.RequestId;
        error.Attempts = Math.Max(1, call.Attempts);
        return error;
    }

    private static ConnectionException Unreachable(Exception error, SdkRequest call, ConnectionPlan plan)
    {
        var why = IsTimeout(error) ? FormattableString.Invariant($"no answer within {plan.Timeout.TotalSeconds:0.#} seconds") : Reason(error);
        var times = call.Attempts > 1 ? $" after {call.Attempts} attempts" : "";
        return new(
            ConnectionErrorKind.EndpointUnreachable,
            call.WithoutSecrets($"{plan.Shown} could not be reached{times}: {why}."),
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
