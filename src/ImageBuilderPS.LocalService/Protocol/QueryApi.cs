using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>An operation of AWS's query protocol. It returns the elements of the response.</summary>
internal delegate IEnumerable<XElement?> QueryOperation(OperationContext context, QueryParameters parameters);

/// <summary>A service with AWS's query protocol: the parameters are a form, the response is XML.</summary>
internal abstract class QueryApi(string version, XNamespace space) : IServiceApi
{
    // The parameters that name what an operation changes.
    private static readonly string[] Resources = ["ImageId", "SnapshotId", "ResourceId.1", "RoleArn"];

    public abstract string Name { get; }

    /// <summary>The operations by name.</summary>
    protected abstract IReadOnlyDictionary<string, QueryOperation> Operations { get; }

    public IEnumerable<string> OperationNames => Operations.Keys;

    public bool Claims(ServiceRequest request) => request.Path == "/" && QueryParameters.Parse(request).Find("Version") == version;

    public ServiceCall Read(ServiceRequest request)
    {
        var parameters = QueryParameters.Parse(request);
        parameters.ThrowIfNotXml();
        var name = parameters.Find("Action") ?? throw QueryErrors.MissingAction();
        if (!Operations.TryGetValue(name, out var operation))
            throw QueryErrors.InvalidAction(name);
        return new(name, () => (context, requestId) =>
        {
            ThrowIfDryRun(parameters);
            var response = QueryXml.Response(200, CreateResponse(name, operation(context, parameters), requestId), space);
            context.Service.Journal.Add(context, name, requestId, parameters.Find("ClientToken"), ResourceOf(parameters));
            return response;
        });
    }

    public ServiceResponse Error(ImageBuilderException error, string requestId)
    {
        var (code, status) = Translate(error);
        return QueryXml.Response(status, CreateError(code, error.Message, status, requestId), space);
    }

    /// <summary>Ends a call that asks only whether it would succeed.</summary>
    protected virtual void ThrowIfDryRun(QueryParameters parameters)
    {
    }

    /// <summary>The document of a response.</summary>
    protected abstract XElement CreateResponse(string operation, IEnumerable<XElement?> members, string requestId);

    /// <summary>The document of an error.</summary>
    protected abstract XElement CreateError(string code, string message, int status, string requestId);

    /// <summary>The code and the status that this service has for an error.</summary>
    protected abstract (string Code, int Status) Translate(ImageBuilderException error);

    private static string? ResourceOf(QueryParameters parameters) =>
        Resources.Select(parameters.Find).FirstOrDefault(resource => resource is not null);
}
