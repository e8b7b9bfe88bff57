using System.Text.Json;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Reads the Recycle Bin's retention rules.</summary>
/// <remarks>Source: Recycle Bin's API reference, ListRules and GetRule. A list has no tags of rules, and no kind.</remarks>
/// <param name="client">The client of the service.</param>
/// <param name="plan">The client's connection.</param>
/// <param name="sender">Makes the calls.</param>
internal sealed class RecycleBinClient(PlainClient client, ConnectionPlan plan, CallSender sender)
{
    private const string Available = "available";
    private static readonly string[] ResourceTypes = [RecycleBinRule.Images, RecycleBinRule.Snapshots];

    /// <summary>The same client, whose calls another sender makes.</summary>
    /// <param name="other">The sender.</param>
    public RecycleBinClient SentBy(CallSender other) => new(client, plan, other);

    /// <summary>The rules for AMIs and for snapshots that are in force.</summary>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<IReadOnlyList<RecycleBinRule>> ListRulesAsync(CancellationToken cancellationToken)
    {
        var ids = await Task.WhenAll(ResourceTypes.Select(type => ListAsync(type, cancellationToken))).ConfigureAwait(false);
        var rules = await Task.WhenAll(ids.SelectMany(ofType => ofType).Select(id => GetAsync(id, cancellationToken))).ConfigureAwait(false);
        return [.. rules.OfType<RecycleBinRule>()];
    }

    private async Task<List<string>> ListAsync(string resourceType, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var members = new Dictionary<string, string> { ["ResourceType"] = resourceType };
        string? nextToken;
        do
        {
            var request = new PlainRequest("POST", "/list-rules", "application/json", JsonSerializer.SerializeToUtf8Bytes(members));
            using var page = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            ids.AddRange(Items(page.RootElement, "Rules").Select(rule => Text(rule, "Identifier")).OfType<string>());
            nextToken = Text(page.RootElement, "NextToken");
            members["NextToken"] = nextToken ?? "";
        }
        while (!string.IsNullOrEmpty(nextToken));
        return ids;
    }

    // Null for a rule that is not in force yet.
    private async Task<RecycleBinRule?> GetAsync(string id, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new("GET", "/rules/" + Uri.EscapeDataString(id)), cancellationToken).ConfigureAwait(false);
        var rule = response.RootElement;
        if (Text(rule, "Status") is { } status && status != Available)
            return null;
        // DAYS is the only unit.
        var days = rule.TryGetProperty("RetentionPeriod", out var period) && period.TryGetProperty("RetentionPeriodValue", out var value) ? value.GetInt32() : 0;
        return new(Text(rule, "ResourceType") ?? "", days, Tags(rule, "ResourceTags"), Tags(rule, "ExcludeResourceTags"));
    }

    private Task<JsonDocument> SendAsync(PlainRequest request, CancellationToken cancellationToken) =>
        sender.SendAsync(request, AwsService.RecycleBin, plan, client.SendForJsonAsync, cancellationToken);

    private static List<KeyValuePair<string, string?>> Tags(JsonElement rule, string name) =>
        [.. Items(rule, name).Select(tag => new KeyValuePair<string, string?>(Text(tag, "ResourceTagKey") ?? "", Text(tag, "ResourceTagValue")))];

    private static JsonElement[] Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
