using System.Collections.Concurrent;
using System.Reflection;

namespace ImageBuilderPS.Api;

/// <summary>How a request is sent: the operation's name, which is also its path, and the HTTP method.</summary>
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

    /// <summary>The path: <c>/DistributeImage</c>.</summary>
    public string Path => "/" + Name;

    /// <summary>Whether the members are sent in the query rather than in a body.</summary>
    public bool IsQuery => Method is "GET" or "DELETE";

    /// <summary>Whether the response's body repeats the request id of its header.</summary>
    public bool RequestIdInBody { get; init; }

    /// <summary>The operation of a request type.</summary>
    /// <param name="requestType">A subclass of <see cref="Request"/>.</param>
    public static OperationAttribute Of(Type requestType) => Cache.GetOrAdd(
        requestType,
        static type => type.GetCustomAttribute<OperationAttribute>()
            ?? throw new ArgumentException($"{type.Name} is not a request of the API.", nameof(requestType)));
}
