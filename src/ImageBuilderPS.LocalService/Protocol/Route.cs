using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The handler of one operation.</summary>
internal sealed class Route(OperationAttribute operation, Type requestType, Func<OperationContext, Request, Response> answer)
{
    public OperationAttribute Operation { get; } = operation;

    public Type RequestType { get; } = requestType;

    public Response Answer(OperationContext context, Request request) => answer(context, request);
}
