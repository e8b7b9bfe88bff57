using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Reads quotas: the values of the account, or AWS's defaults where the account has none of its own.</summary>
/// <remarks>
/// Source: Service Quotas' API reference, GetServiceQuota, GetAWSDefaultServiceQuota, ListServiceQuotas and
/// ListAWSDefaultServiceQuotas.
/// </remarks>
/// <param name="client">The client of the service.</param>
/// <param name="plan">The client's connection.</param>
/// <param name="sender">Makes the calls.</param>
internal sealed class QuotaClient(PlainClient client, ConnectionPlan plan, CallSender sender)
{
    private const string NoSuchResource = "NoSuchResourceException";
    private const int PageSize = 100;

    /// <summary>The same client, whose calls another sender makes.</summary>
    /// <param name="other">The sender.</param>
    public QuotaClient SentBy(CallSender other) => new(client, plan, other);

    /// <summary>The value of a quota; null where Service Quotas does not have it.</summary>
    /// <param name="service">The service's code: <c>ec2</c>.</param>
    /// <param name="code">The quota's code: <c>L-B665C33B</c>.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<int?> GetAsync(string service, string code, CancellationToken cancellationToken) =>
        await GetAsync("GetServiceQuota", service, code, cancellationToken).ConfigureAwait(false)
            ?? await GetAsync("GetAWSDefaultServiceQuota", service, code, cancellationToken).ConfigureAwait(false);

    /// <summary>The value of a quota whose code is not known; null where Service Quotas does not have it.</summary>
    /// <param name="service">The service's code: <c>ebs</c>.</param>
    /// <param name="name">The quota's name.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<int?> FindAsync(string service, string name, CancellationToken cancellationToken) =>
        await FindAsync("ListServiceQuotas", service, name, cancellationToken).ConfigureAwait(false)
            ?? await FindAsync("ListAWSDefaultServiceQuotas", service, name, cancellationToken).ConfigureAwait(false);

    private async Task<int?> GetAsync(string operation, string service, string code, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(operation, new() { ["ServiceCode"] = service, ["QuotaCode"] = code }, cancellationToken).ConfigureAwait(false);
            return response.RootElement.TryGetProperty("Quota", out var quota) ? Value(quota) : null;
        }
        catch (ImageBuilderException error) when (error.ErrorCode == NoSuchResource)
        {
            return null;
        }
    }

    private async Task<int?> FindAsync(string operation, string service, string name, CancellationToken cancellationToken)
    {
        var members = new Dictionary<string, object> { ["ServiceCode"] = service, ["MaxResults"] = PageSize };
        string? nextToken;
        do
        {
            using var page = await SendAsync(operation, members, cancellationToken).ConfigureAwait(false);
            if (page.RootElement.TryGetProperty("Quotas", out var quotas) && quotas.ValueKind == JsonValueKind.Array)
            {
                foreach (var quota in quotas.EnumerateArray())
                {
                    if (quota.TryGetProperty("QuotaName", out var known) && known.ValueKind == JsonValueKind.String && known.GetString() == name)
                        return Value(quota);
                }
            }
            nextToken = page.RootElement.TryGetProperty("NextToken", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
            members["NextToken"] = nextToken ?? "";
        }
        while (!string.IsNullOrEmpty(nextToken));
        return null;
    }

    private Task<JsonDocument> SendAsync(string operation, Dictionary<string, object> members, CancellationToken cancellationToken) =>
        sender.SendAsync(PlainRequest.Json("ServiceQuotasV20190624." + operation, members), AwsService.ServiceQuotas, plan, client.SendForJsonAsync, cancellationToken);

    private static int? Value(JsonElement quota) => quota.ValueKind == JsonValueKind.Object
        && quota.TryGetProperty("Value", out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.GetDouble() is >= 0 and <= int.MaxValue and var number
        ? (int)number
        : null;
}
