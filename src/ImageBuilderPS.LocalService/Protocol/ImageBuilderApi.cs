using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>Image Builder: a path for each operation, JSON in the body or members in the query.</summary>
internal sealed class ImageBuilderApi : IServiceApi
{
    private readonly Router router = OperationTable.Create();

    public string Name => "imagebuilder";

    public IEnumerable<string> OperationNames => router.OperationNames;

    public bool Claims(ServiceRequest request) => true;

    public ServiceCall Read(ServiceRequest request)
    {
        var route = router.Find(request.Method, request.Path);
        return new(route.Operation.Name, () =>
        {
            var read = RequestReader.Read(route, request);
            return (context, requestId) =>
            {
                var response = context.State.Idempotency.Answer(route.Operation.Name, read, context.Now, () => Answer(route, context, read, requestId));
                return new(200, ResponseBody.Create(response, route.Operation.RequestIdInBody ? requestId : null));
            };
        });
    }

    public ServiceResponse Error(ImageBuilderException error, string requestId) => ServiceResponse.Error(error);

    // A repeated call is answered from the log of client tokens and changes nothing.
    private static Response Answer(Route route, OperationContext context, Request request, string requestId)
    {
        var response = route.Answer(context, request);
        context.Service.Journal.Add(
            context, route.Operation.Name, requestId, (request as IIdempotent)?.ClientToken, ArnOf(response) ?? ArnOf(request));
        return response;
    }

    private static string? ArnOf(Shape shape) => ContractMember.Of(shape.GetType())
        .Where(member => member.JsonName.EndsWith("Arn", StringComparison.Ordinal))
        .Select(member => member.Property.GetValue(shape) as string)
        .FirstOrDefault(arn => arn is not null);
}
