using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Tool;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class RetentionRuleTests
{
    private const string Week = """{"ResourceType":"EC2_IMAGE","RetentionPeriod":{"RetentionPeriodValue":7,"RetentionPeriodUnit":"DAYS"}}""";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_rule_is_created_read_changed_and_deleted()
    {
        var (created, rule) = Call("POST", "/rules", With(Week, """{"Description":"golden","Tags":[{"Key":"a","Value":"b"}]}"""));
        var id = Text(rule, "Identifier");
        Assert.Matches(@"\A[0-9a-zA-Z]{11}\z", id);
        Assert.Equal(
            (201, "golden", "EC2_IMAGE", "available", $"arn:aws:rbin:eu-west-1:111122223333:rule/{id}", "[]"),
            (created, Text(rule, "Description"), Text(rule, "ResourceType"), Text(rule, "Status"), Text(rule, "RuleArn"), rule!["ResourceTags"]!.ToJsonString()));
        Assert.Equal("""[{"Key":"a","Value":"b"}]""", rule["Tags"]!.ToJsonString());

        var read = Call("GET", "/rules/" + id).Body!;
        Assert.False(read.AsObject().ContainsKey("Tags"));
        Assert.Equal("""{"RetentionPeriodValue":7,"RetentionPeriodUnit":"DAYS"}""", read["RetentionPeriod"]!.ToJsonString());
        var (changed, update) = Call("PATCH", "/rules/" + id, """{"RetentionPeriod":{"RetentionPeriodValue":30,"RetentionPeriodUnit":"DAYS"}}""");
        Assert.Equal((200, "golden", 30), (changed, Text(update, "Description"), update!["RetentionPeriod"]!["RetentionPeriodValue"]!.GetValue<int>()));

        Assert.Equal((204, null), Call("DELETE", "/rules/" + id));
        Assert.Equal((404, "ResourceNotFoundException", "RULE_NOT_FOUND"), Refused("GET", "/rules/" + id));
        Assert.Equal((404, "ResourceNotFoundException", "RULE_NOT_FOUND"), Refused("DELETE", "/rules/" + id));
    }

    [Fact]
    public void A_rule_is_of_its_account_and_region()
    {
        var id = Create(Week);
        Assert.Equal(404, Call("GET", "/rules/" + id, region: "us-east-1").Status);
        Assert.Equal(404, Call("GET", "/rules/" + id, account: LocalServiceHarness.Account).Status);
        Assert.Equal(200, Call("GET", "/rules/" + id).Status);
    }

    [Fact]
    public void Rules_are_listed_by_type_and_tags_in_pages()
    {
        var all = Enumerable.Range(0, 5).Select(_ => Create(Week)).Order(StringComparer.Ordinal).ToList();
        var tagged = Create(With(Week, """{"ResourceTags":[{"ResourceTagKey":"a","ResourceTagValue":"b"},{"ResourceTagKey":"c"}]}"""));
        var excluding = Create(With(Week, """{"ExcludeResourceTags":[{"ResourceTagKey":"a","ResourceTagValue":"b"}]}"""));
        var snapshots = Create(With(Week, """{"ResourceType":"EBS_SNAPSHOT"}"""));
        Assert.Equal([snapshots], List("""{"ResourceType":"EBS_SNAPSHOT"}"""));
        Assert.Equal([tagged], List("""{"ResourceType":"EC2_IMAGE","ResourceTags":[{"ResourceTagKey":"c","ResourceTagValue":""},{"ResourceTagKey":"x"}]}"""));
        Assert.Equal([excluding], List("""{"ResourceType":"EC2_IMAGE","ExcludeResourceTags":[{"ResourceTagKey":"a","ResourceTagValue":"b"}]}"""));
        Assert.Empty(List("""{"ResourceType":"EC2_IMAGE","LockState":"locked"}"""));
        all.AddRange([tagged, excluding]);
        Assert.Equal(all.Order(StringComparer.Ordinal), List("""{"ResourceType":"EC2_IMAGE"}"""));

        List<string> paged = [];
        string? next = null;
        do
        {
            var page = Call("POST", "/list-rules", With("""{"ResourceType":"EC2_IMAGE","MaxResults":2}""", next is null ? "{}" : $$"""{"NextToken":"{{next}}"}""")).Body!;
            paged.AddRange(page["Rules"]!.AsArray().Select(rule => Text(rule, "Identifier")));
            next = page["NextToken"]?.GetValue<string>();
        }
        while (next is not null);
        Assert.Equal(all.Order(StringComparer.Ordinal), paged);
        Assert.Equal((400, "ValidationException", "INVALID_PAGE_TOKEN"), Refused("POST", "/list-rules", """{"ResourceType":"EC2_IMAGE","NextToken":"abc"}"""));
    }

    [Theory]
    [InlineData("""{"ResourceType":null}""")]
    [InlineData("""{"ResourceType":"EBS_VOLUME"}""")]
    [InlineData("""{"RetentionPeriod":null}""")]
    [InlineData("""{"RetentionPeriod":{"RetentionPeriodValue":0,"RetentionPeriodUnit":"DAYS"}}""")]
    [InlineData("""{"RetentionPeriod":{"RetentionPeriodValue":366,"RetentionPeriodUnit":"DAYS"}}""")]
    [InlineData("""{"RetentionPeriod":{"RetentionPeriodUnit":"DAYS"}}""")]
    [InlineData("""{"RetentionPeriod":{"RetentionPeriodValue":7}}""")]
    [InlineData("""{"Description":"two\nlines"}""")]
    [InlineData("""{"ResourceTags":[{"ResourceTagValue":"b"}]}""")]
    [InlineData("""{"ResourceTags":[null]}""")]
    [InlineData("""{"ResourceTags":[{"ResourceTagKey":""}]}""")]
    [InlineData("""{"ResourceTags":[{"ResourceTagKey":"a"}],"ExcludeResourceTags":[{"ResourceTagKey":"b"}]}""")]
    [InlineData("""{"ExcludeResourceTags":[{"ResourceTagKey":"1"},{"ResourceTagKey":"2"},{"ResourceTagKey":"3"},{"ResourceTagKey":"4"},{"ResourceTagKey":"5"},{"ResourceTagKey":"6"}]}""")]
    [InlineData("""{"Tags":[{"Key":"a"}]}""")]
    [InlineData("""{"LockConfiguration":{"UnlockDelay":{"UnlockDelayValue":7,"UnlockDelayUnit":"DAYS"}}}""")]
    public void A_rule_that_is_not_valid_is_refused(string change) =>
        Assert.Equal((400, "ValidationException", "INVALID_PARAMETER_VALUE"), Refused("POST", "/rules", With(Week, change)));

    [Theory]
    [InlineData("GET", "/rules/short", "")]
    [InlineData("POST", "/list-rules", "{}")]
    [InlineData("POST", "/list-rules", """{"ResourceType":"EC2_IMAGE","MaxResults":0}""")]
    [InlineData("POST", "/list-rules", """{"ResourceType":"EC2_IMAGE","LockState":"open"}""")]
    [InlineData("PATCH", "/rules/RULE", """{"ResourceType":"EBS_SNAPSHOT"}""")]
    [InlineData("PATCH", "/rules/RULE", """{"ResourceTags":[{"ResourceTagKey":"a"}],"ExcludeResourceTags":[{"ResourceTagKey":"b"}]}""")]
    public void Other_requests_that_are_not_valid_are_refused(string method, string path, string body) => Assert.Equal(
        (400, "ValidationException", "INVALID_PARAMETER_VALUE"), Refused(method, path.Replace("RULE", Create(Week), StringComparison.Ordinal), body));

    [Theory]
    [InlineData("POST", "/rules", "[]", 400, "SerializationException")]
    [InlineData("POST", "/rules", "null", 400, "SerializationException")]
    [InlineData("POST", "/rules", """{"ResourceType":1}""", 400, "SerializationException")]
    [InlineData("POST", "/rules", """{"ResourceType":"\ud800"}""", 400, "SerializationException")]
    [InlineData("POST", "/rules", """{"RetentionPeriod":{"RetentionPeriodValue":1.5}}""", 400, "SerializationException")]
    [InlineData("PUT", "/rules", "{}", 404, "UnknownOperationException")]
    [InlineData("PATCH", "/rules/abcdefghijk/lock", "{}", 404, "UnknownOperationException")]
    public void A_request_that_is_none_of_the_API_is_refused(string method, string path, string body, int status, string code) =>
        Assert.Equal((status, code, null), Refused(method, path, body));

    [Fact]
    public void A_region_has_at_most_250_rules()
    {
        for (var i = 0; i < 250; i++)
            Create(Week);
        Assert.Equal((402, "ServiceQuotaExceededException", "SERVICE_QUOTA_EXCEEDED"), Refused("POST", "/rules", Week));
        Assert.Equal(250, List("""{"ResourceType":"EC2_IMAGE"}""").Length);
    }

    [Fact]
    public void A_request_without_a_signature_is_told_by_its_path_and_is_in_the_journal()
    {
        var response = core.Raw("POST", "/rules", Week);
        Assert.Equal((201, "application/json"), (response.Status, response.Headers["Content-Type"]));
        Assert.Equal(200, core.Raw("POST", "/list-rules", """{"ResourceType":"EC2_IMAGE"}""").Status);
        var journal = Encoding.UTF8.GetString(core.Raw("GET", "/_local/journal").Body);
        Assert.Contains(Text(JsonNode.Parse(response.Body), "RuleArn"), journal, StringComparison.Ordinal);
        Assert.DoesNotContain("ListRules", journal, StringComparison.Ordinal);
    }

    [Fact]
    public void Injected_errors_and_throttles_have_the_form_of_the_API()
    {
        var limited = new LocalServiceHarness(new() { Rate = 1 });
        Assert.Equal(200, limited.Raw("POST", "/_local/fail?operation=ListRules&error=ServiceException").Status);
        Assert.Equal("InternalServerException", limited.Raw("POST", "/list-rules", "{}").Headers["x-amzn-ErrorType"]);
        limited.Raw("POST", "/list-rules", "{}");
        var throttled = limited.Raw("POST", "/list-rules", "{}");
        Assert.Equal((429, "ThrottlingException"), (throttled.Status, throttled.Headers["x-amzn-ErrorType"]));
    }

    [Fact]
    public void Rules_are_saved()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var first = new LocalServiceHarness(database: SqliteDatabase.Open(file)))
                first.Raw("POST", "/rules", Week);
            using var second = new LocalServiceHarness(database: SqliteDatabase.Open(file));
            Assert.Single(JsonNode.Parse(second.Raw("POST", "/list-rules", """{"ResourceType":"EC2_IMAGE"}""").Body)!["Rules"]!.AsArray());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_response_without_a_body_has_no_length()
    {
        using var host = new ServiceHost();
        using var client = new HttpClient { BaseAddress = host.Url };
        host.Retain("EC2_IMAGE", 7);
        using var response = await client.DeleteAsync(new Uri("/rules/" + host.State().RetentionRules.Keys.Single(), UriKind.Relative));
        Assert.Equal((HttpStatusCode.NoContent, false), (response.StatusCode, response.Content.Headers.Contains("Content-Length")));
        using var next = await client.GetAsync(new Uri("/_local/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private static string With(string json, string change)
    {
        var members = JsonNode.Parse(json)!.AsObject();
        foreach (var member in JsonNode.Parse(change)!.AsObject())
            members[member.Key] = member.Value?.DeepClone();
        return members.ToJsonString();
    }

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    private string Create(string rule)
    {
        var (status, body) = Call("POST", "/rules", rule);
        Assert.Equal(201, status);
        return Text(body, "Identifier");
    }

    private string[] List(string request) =>
        [.. Call("POST", "/list-rules", request).Body!["Rules"]!.AsArray().Select(rule => Text(rule, "Identifier"))];

    private (int Status, string Code, string? Reason) Refused(string method, string path, string body = "")
    {
        var response = Send(method, path, body, "111122223333", "eu-west-1");
        using var json = JsonDocument.Parse(response.Body);
        Assert.NotEqual("", json.RootElement.GetProperty("Message").GetString());
        return (
            response.Status,
            response.Headers["x-amzn-ErrorType"],
            json.RootElement.TryGetProperty("Reason", out var reason) ? reason.GetString() : null);
    }

    private (int Status, JsonNode? Body) Call(string method, string path, string body = "", string account = "111122223333", string region = "eu-west-1")
    {
        var response = Send(method, path, body, account, region);
        return (response.Status, response.Body.Length == 0 ? null : JsonNode.Parse(response.Body));
    }

    private ServiceResponse Send(string method, string path, string body, string account, string region) =>
        core.Raw(method, path, body, new(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={account}/20260601/{region}/rbin/aws4_request, SignedHeaders=host, Signature=0",
        });
}
