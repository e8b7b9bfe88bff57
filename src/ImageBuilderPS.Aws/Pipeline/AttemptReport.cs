using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Who is told of the attempts.</summary>
/// <remarks>
/// It belongs to the flow of control, not to a client: clients are shared, and the SDK makes requests of its own for credentials.
/// </remarks>
internal static class AttemptReport
{
    private const string Action = "Action";
    private static readonly AsyncLocal<Action<RequestAttempt>?> Receiver = new();

    /// <summary>Called when an attempt ends, on any thread; null for nobody. What an asynchronous method sets ends with it.</summary>
    public static Action<RequestAttempt>? Current
    {
        get => Receiver.Value;
        set => Receiver.Value = value;
    }

    /// <summary>The name of the operation of a request, as its API has it; where it is not known, the path.</summary>
    /// <param name="request">The request, marshalled.</param>
    public static string Operation(IRequest request) => request.OriginalRequest switch
    {
        SdkRequest own => OperationAttribute.Of(own.Request.GetType()).Name,
        PlainRequest plain => plain.Action ?? plain.Path,
        var other => WithoutSuffix(other.GetType().Name, "Request"),
    };

    /// <summary>
    /// The HTTP method and the path; for a service beside Image Builder, the URL. The members of a request to Image Builder
    /// follow. Other bodies are left out: they may be the proof of an identity.
    /// </summary>
    /// <param name="request">The request, marshalled.</param>
    public static string Describe(IRequest request)
    {
        if (request.OriginalRequest is SdkRequest { Request: var contract })
        {
            var operation = OperationAttribute.Of(contract.GetType());
            return $"{operation.Method} {operation.PathOf(contract)} {Encoding.UTF8.GetString(ContractJson.ToBytes(contract))}";
        }
        var server = request.Endpoint?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        var path = "/" + (request.ResourcePath ?? "").TrimStart('/');
        var action = request.OriginalRequest is PlainRequest plain ? plain.Action
            : request.Parameters.TryGetValue(Action, out var named) ? named
            : null;
        return $"{request.HttpMethod} {server}{path}{(action is null ? "" : $" {Action}={action}")}";
    }

    private static string WithoutSuffix(string name, string suffix) =>
        name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
}
