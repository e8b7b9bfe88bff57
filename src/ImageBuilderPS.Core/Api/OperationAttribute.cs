using System.Collections.Concurrent;
using System.Reflection;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api;

/// <summary>How a request is sent: the operation's name, its path and the HTTP method.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="method">The HTTP method. GET and DELETE send their members in the query, the others in a JSON body.</param>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperationAttribute(string name, string method) : Attribute
{
    private static readonly ConcurrentDictionary<Type, OperationAttribute> Cache = new();

    /// <summary>The operation's name: <c>DistributeImage</c>.</summary>
    public string Name { get; } = name;

    /// <summary>GET, POST, PUT or DELETE.</summary>
    public string Method { get; } = method;

    /// <summary>
    /// The path: <c>/DistributeImage</c>, the operation's name, unless the API has another one. The last segment can be a
    /// member of the request, in braces: <c>/tags/{resourceArn}</c>.
    /// </summary>
    public string Path { get; init; } = "/" + name;

    /// <summary>Whether the members are sent in the query rather than in a body.</summary>
    public bool IsQuery => Method is "GET" or "DELETE";

    /// <summary>Whether the operation deletes a resource. UntagResource is also a DELETE, but its resource stays.</summary>
    public bool IsDeletion => Name.StartsWith("Delete", StringComparison.Ordinal);

    /// <summary>Whether the response's body repeats the request id of its header.</summary>
    public bool RequestIdInBody { get; init; }

    /// <summary>The path of a request, with the member that it has in its path: <c>/tags/arn%3Aaws%3Aimagebuilder…</c>.</summary>
    /// <param name="request">A request of this operation.</param>
    public string PathOf(Request request) => ContractMember.Of(request.GetType())
        .Where(member => member.IsInPath)
        .Aggregate(Path, (path, member) => path.Replace(
            "{" + member.JsonName + "}", Uri.EscapeDataString((string?)member.Property.GetValue(request) ?? "")));

    /// <summary>The operation of a request type.</summary>
    /// <param name="requestType">A subclass of <see cref="Request"/>.</param>
    public static OperationAttribute Of(Type requestType) => Cache.GetOrAdd(
        requestType,
        static type => type.GetCustomAttribute<OperationAttribute>()
            ?? throw new ArgumentException($"{type.Name} is not a request of the API.", nameof(requestType)));
}
