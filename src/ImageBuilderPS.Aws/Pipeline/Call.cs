using Amazon.Runtime;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>A contract request on its way through the SDK's pipeline.</summary>
internal sealed class Call(Request request) : AmazonWebServiceRequest
{
    public Request Request { get; } = request;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>The session token that it was signed with; services repeat it when they refuse a signature.</summary>
    public string? SessionToken { get; set; }

    public string WithoutSecrets(string text) =>
        string.IsNullOrEmpty(SessionToken) ? text : text.Replace(SessionToken, "***");
}
