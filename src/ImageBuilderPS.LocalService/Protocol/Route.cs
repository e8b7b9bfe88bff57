using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The handler of one operation.</summary>
internal sealed class Route(OperationAttribute operation, Type requestType, Func<OperationContext, Request, Response> answer)
{
    // The path up to the member that is its last segment.
    private readonly string prefix = operation.Path.Split('{')[0];

    public OperationAttribute Operation { get; } = operation;

    public Type RequestType { get; } = requestType;

    /// <summary>Whether a path, as received, is one of this operation.</summary>
    public bool Matches(string path) => prefix == Operation.Path
        ? path == prefix
        : path.Length > prefix.Length && path.StartsWith(prefix, StringComparison.Ordinal) && path.IndexOf('/', prefix.Length) < 0;

    /// <summary>The member in a path of this operation, decoded.</summary>
    public string PathMember(string path) => Uri.UnescapeDataString(path.Substring(prefix.Length));

    public Response Answer(OperationContext context, Request request) => answer(context, request);
}
