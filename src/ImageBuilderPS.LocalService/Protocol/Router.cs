using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Finds the route of a method and a path.</summary>
internal sealed class Router
{
    private readonly List<Route> routes = [];

    /// <summary>The names of all operations.</summary>
    public IEnumerable<string> OperationNames => routes.Select(route => route.Operation.Name);

    public Router Add<TRequest, TResponse>(Func<OperationContext, TRequest, TResponse> answer)
        where TRequest : Request<TResponse>
        where TResponse : Response
    {
        routes.Add(new(OperationAttribute.Of(typeof(TRequest)), typeof(TRequest), (context, request) => answer(context, (TRequest)request)));
        return this;
    }

    public Route Find(string method, string path)
    {
        var found = routes.FindAll(route => route.Matches(path));
        if (found.Count == 0)
            throw ProtocolErrors.UnknownOperation(path);
        return found.Find(route => route.Operation.Method == method)
            ?? throw ProtocolErrors.MethodNotAllowed(method, path, string.Join(", ", found.Select(route => route.Operation.Method)));
    }
}
