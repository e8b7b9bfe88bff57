using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Quotas;

/// <summary>Service Quotas: the quotas that limit distributions.</summary>
internal sealed class QuotasApi() : JsonApi("ServiceQuotasV20190624.", "QuotaCode")
{
    public override string Name => "servicequotas";

    protected override string InternalError => nameof(ServiceException);

    protected override string Throttling => nameof(TooManyRequestsException);

    protected override IReadOnlyDictionary<string, Func<OperationContext, JsonElement, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<OperationContext, JsonElement, JsonObject>>(StringComparer.Ordinal)
    {
        ["GetServiceQuota"] = Get,
        ["ListServiceQuotas"] = List,
    };

    private static JsonObject Get(OperationContext context, JsonElement members)
    {
        var (service, code) = (Text(members, "ServiceCode"), Text(members, "QuotaCode"));
        return Of(context).FirstOrDefault(quota => quota.Service == service && quota.Code == code) is { } found
            ? new() { ["Quota"] = View(context, found) }
            : throw new ImageBuilderException($"There is no quota {code} of the service {service}.", "NoSuchResourceException", 400);
    }

    private static JsonObject List(OperationContext context, JsonElement members)
    {
        var service = Text(members, "ServiceCode");
        return new() { ["Quotas"] = new JsonArray([.. Of(context).Where(quota => quota.Service == service).Select(quota => View(context, quota))]) };
    }

    private static Quota[] Of(OperationContext context) =>
    [
        new("ec2", "L-B665C33B", "AMIs", context.Settings.MaxImages, IsAdjustable: true),
        // AWS's documentation does not have its code.
        new("ebs", null, "Concurrent snapshot copies per destination Region", context.Settings.MaxSnapshotCopies, IsAdjustable: false),
    ];

    private static JsonObject View(OperationContext context, Quota quota)
    {
        var view = new JsonObject
        {
            ["ServiceCode"] = quota.Service,
            ["QuotaName"] = quota.Name,
            ["Value"] = (double)quota.Value,
            ["Unit"] = "None",
            ["Adjustable"] = quota.IsAdjustable,
            ["GlobalQuota"] = false,
        };
        if (quota.Code is { } code)
        {
            view["QuotaCode"] = code;
            view["QuotaArn"] = context.State.Arn("servicequotas", $"{quota.Service}/{code}");
        }
        return view;
    }

    private static string Text(JsonElement members, string name) =>
        members.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new ImageBuilderException($"{name} is required.", "IllegalArgumentException", 400);

    private sealed record Quota(string Service, string? Code, string Name, int Value, bool IsAdjustable);
}
