using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>Creates distribution configurations, whose names are their client tokens.</summary>
internal sealed class Configurations(string id, Findings findings) : CreationProbe("CreateDistributionConfiguration", id, findings)
{
    private const string Arns = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/";

    protected override string ArnMember => "distributionConfigurationArn";

    protected override Task<Reply> CreateAsync(ServiceClient service, Creation creation) => service.JsonAsync(
        HttpMethod.Put, "/CreateDistributionConfiguration", Members(creation.Token, creation.Number));

    protected override async Task<ILookup<string, string>> FindAsync(ServiceClient service)
    {
        var found = new List<string>();
        foreach (var creation in Round)
        {
            if (await ExistsAsync(service, Arns + creation.Token).ConfigureAwait(false))
                found.Add(creation.Token);
        }
        return found.ToLookup(token => token, token => Arns + token);
    }

    protected override async Task<string?> DescribeDefectAsync(ServiceClient service, int number, string arn)
    {
        var reply = await GetAsync(service, arn).ConfigureAwait(false);
        var expected = Members(arn[Arns.Length..], number);
        return reply.IsOk && reply.Body["distributionConfiguration"] is { } found
            && IsSame("name") && IsSame("description") && IsSame("distributions") && IsSame("tags")
            ? null
            : $"{arn} is not what was sent: {reply}";

        bool IsSame(string member) => JsonNode.DeepEquals(found[member], expected[member]);
    }

    protected override async Task<bool> ExistsAsync(ServiceClient service, string arn) => (await GetAsync(service, arn).ConfigureAwait(false)).IsOk;

    private static Task<Reply> GetAsync(ServiceClient service, string arn) =>
        service.JsonAsync(HttpMethod.Get, "/GetDistributionConfiguration?distributionConfigurationArn=" + Uri.EscapeDataString(arn));

    private static JsonObject Members(string token, int number) => new()
    {
        ["name"] = token,
        ["description"] = $"number {number}",
        ["clientToken"] = token,
        ["tags"] = new JsonObject { ["Number"] = $"{number}" },
        ["distributions"] = new JsonArray(
            new JsonObject
            {
                ["region"] = "us-east-1",
                ["amiDistributionConfiguration"] = new JsonObject { ["name"] = token + " {{ imagebuilder:buildDate }}", ["description"] = $"number {number}" },
            }),
    };
}
