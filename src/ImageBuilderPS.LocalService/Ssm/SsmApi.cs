using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ssm;

/// <summary>Systems Manager: Parameter Store.</summary>
internal sealed class SsmApi() : JsonApi("AmazonSSM.", "Name")
{
    public override string Name => "ssm";

    protected override string InternalError => "InternalServerError";

    protected override string Throttling => "ThrottlingException";

    protected override IReadOnlyDictionary<string, Func<OperationContext, JsonElement, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<OperationContext, JsonElement, JsonObject>>(StringComparer.Ordinal)
    {
        ["DeleteParameter"] = ParameterOperations.Delete,
        ["GetParameter"] = ParameterOperations.Get,
        ["GetParameters"] = ParameterOperations.GetSeveral,
        ["PutParameter"] = ParameterOperations.Put,
    };
}
