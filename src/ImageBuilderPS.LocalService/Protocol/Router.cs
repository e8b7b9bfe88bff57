using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Finds the route of a method and a path.</summary>
internal sealed class Router
{
    private readonly Dictionary<string, Route> routes = new(StringComparer.Ordinal);

    /// <summary>Whether there is a route for an operation.</summary>
    public bool Knows(string operation) => routes.ContainsKey("/" + operation);

    public Router Add<TRequest, TResponse>(Func<OperationContext, TRequest, TResponse> answer)
        where TRequest : Request<TResponse>
        where TResponse : Response
    {
        var operation = OperationAttribute.Of(typeof(TRequest));
        routes.Add(operation.Path, new(operation, typeof(TRequest), (context, request) => answer(context, (TRequest)request)));
        return this;
    }

    public Route Find(string method, string path)
    {
        if (!routes.TryGetValue(path, out var route))
            throw ProtocolErrors.UnknownOperation(path);
        return route.Operation.Method == method
            ? route
            : throw ProtocolErrors.MethodNotAllowed(method, path, route.Operation.Method);
    }
}
