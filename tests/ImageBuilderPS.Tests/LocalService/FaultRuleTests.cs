using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.Tests.LocalService;

public class FaultRuleTests
{
    private const string Lists = """{"operation":"ListImages","error":"ServiceException"}""";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_rule_without_a_selection_concerns_every_operation_but_no_control_path()
    {
        Add("""{"error":"ServiceUnavailableException"}""");
        Assert.Equal([503, 503], new[] { "/ListImages", "/ListLifecyclePolicies" }.Select(path => core.Raw("POST", path).Status));
        Assert.Equal(200, core.Raw("GET", "/_local/faults").Status);
    }

    [Theory]
    [InlineData("eu-west-1", true)]
    [InlineData("eu-*", true)]
    [InlineData("*-1", true)]
    [InlineData("eu-west-2", false)]
    [InlineData("eu.west.1", false)]
    public void A_rule_selects_by_region(string pattern, bool fails)
    {
        Add($$"""{"region":"{{pattern}}","error":"ServiceException"}""");
        Assert.Equal(fails, Fails(() => core.Send(new ListImagesRequest(), "eu-west-1")));
    }

    [Theory]
    [InlineData("111122223333", true)]
    [InlineData("444455556666", false)]
    public void A_rule_selects_by_account(string account, bool fails)
    {
        Add("""{"account":"111122223333","error":"ServiceException"}""");
        Assert.Equal(fails, Fails(() => core.Send(new ListImagesRequest(), "us-east-1", account)));
    }

    [Theory]
    [InlineData("ami-0123456789abcdef0", true)]
    [InlineData("ami-0*", true)]
    [InlineData("*", true)]
    [InlineData("ami-1*", false)]
    [InlineData(LocalServiceHarness.Configuration, false)]
    public void A_rule_selects_by_the_source_image(string source, bool fails)
    {
        Add($$"""{"source":"{{source}}","error":"ServiceException"}""");
        Assert.Equal(fails, Fails(() => core.Send(core.Distribution())));
    }

    [Fact]
    public void A_rule_selects_by_the_ARN_of_a_query_a_body_or_a_path()
    {
        Add($$"""{"source":"{{LocalServiceHarness.Policy}}","error":"ServiceException"}""");
        Assert.True(Fails(() => core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy })));
        Assert.Equal(500, core.Raw("PUT", "/UpdateLifecyclePolicy", $$"""{"name":"x","lifecyclePolicyArn":"{{LocalServiceHarness.Policy}}"}""").Status);
        Assert.Equal(400, core.Raw("PUT", "/UpdateLifecyclePolicy", """{"lifecyclePolicyArn":"another"}""").Status);
        Assert.Equal(400, core.Raw("PUT", "/UpdateLifecyclePolicy", "[").Status);
        var path = new ServiceRequest("GET", "/tags/" + Uri.EscapeDataString(LocalServiceHarness.Policy), [], new Dictionary<string, string>(), []);
        Assert.Equal(LocalServiceHarness.Policy, ImageBuilderPS.LocalService.Faults.RequestSource.Find(path));
    }

    [Fact]
    public void After_and_count_say_which_matches_fail()
    {
        Add("""{"operation":"ListImages","error":"ServiceException","after":2,"count":3}""");
        Assert.Equal("..XXX..", Outcomes(7));
    }

    [Fact]
    public void A_share_fails_about_so_many_and_the_same_ones_for_the_same_seed()
    {
        string Of(int seed)
        {
            core.Raw("DELETE", "/_local/faults");
            Add($$"""{"operation":"ListImages","error":"ServiceException","share":0.3,"seed":{{seed}}}""");
            return Outcomes(400);
        }
        var first = Of(7);
        Assert.InRange(first.Count(c => c == 'X'), 90, 150);
        Assert.Equal(first, Of(7));
        Assert.NotEqual(first, Of(8));
    }

    [Theory]
    [InlineData("0", ".....")]
    [InlineData("1", "XXXXX")]
    [InlineData("1e0", "XXXXX")]
    public void A_share_of_nothing_or_of_all_is_exact(string share, string outcomes)
    {
        Add($$"""{"operation":"ListImages","error":"ServiceException","share":{{share}}}""");
        Assert.Equal(outcomes, Outcomes(5));
    }

    [Fact]
    public void The_first_rule_that_applies_decides()
    {
        Add("""[{"operation":"ListImages","error":"ClientException","count":1},{"operation":"ListImages","error":"ServiceException","count":1}]""");
        Assert.Equal([400, 500, 200], Enumerable.Range(0, 3).Select(_ => core.Raw("POST", "/ListImages").Status));
    }

    [Fact]
    public void An_error_has_the_status_and_the_message_of_the_rule()
    {
        Add("""{"error":"RequestLimitExceeded","status":503,"message":"Slow down."}""");
        var response = core.Raw("POST", "/ListImages");
        Assert.Equal((503, "RequestLimitExceeded"), (response.Status, response.Headers["x-amzn-ErrorType"]));
        Assert.Equal("Slow down.", LocalServiceHarness.Error(response).Message);
    }

    [Theory]
    [InlineData("""{"html":true}""", 502)]
    [InlineData("""{"html":true,"status":200}""", 200)]
    public void An_HTML_page_has_no_header_of_AWS(string rule, int status)
    {
        Add(rule);
        var response = core.Raw("POST", "/ListImages");
        Assert.Equal((status, "text/html"), (response.Status, Assert.Single(response.Headers).Value));
        Assert.StartsWith("<html>", Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"reset":"before"}""", false)]
    [InlineData("""{"reset":"after"}""", true)]
    [InlineData("""{"noAnswer":"before"}""", false)]
    [InlineData("""{"noAnswer":"after"}""", true)]
    [InlineData("""{"truncate":true}""", true)]
    [InlineData("""{"delayMilliseconds":1,"delay":"after"}""", true)]
    [InlineData("""{"delayMilliseconds":1}""", false)]
    [InlineData("""{"error":"ServiceException"}""", false)]
    [InlineData("""{"html":true}""", false)]
    public void The_change_is_made_before_the_fault_or_not_at_all(string rule, bool isChanged)
    {
        Add(rule.Insert(1, "\"operation\":\"DistributeImage\","));
        var request = core.Distribution();
        var before = Builds();
        core.Raw("PUT", "/DistributeImage", Encoding.UTF8.GetString(ContractJson.ToBytes(request)));
        Assert.Equal(before + (isChanged ? 1 : 0), Builds());
        core.Raw("DELETE", "/_local/faults");
        core.Send(request);
        Assert.Equal(before + 1, Builds());
    }

    [Fact]
    public async Task A_delay_before_the_change_handles_the_request_when_it_is_over()
    {
        Add("""{"operation":"ListImages","delayMilliseconds":60000}""");
        var waiting = core.Raw("POST", "/ListImages").Transport!;
        Assert.Equal(TimeSpan.FromMinutes(1), waiting.Delay);
        var response = await waiting.Next!();
        Assert.Equal(200, response.Status);
        Assert.Contains("x-amzn-RequestId", response.Headers.Keys);
    }

    [Fact]
    public void Rules_are_listed_with_what_they_did_and_removed_one_by_one_or_all()
    {
        Add("""{"operation":"ListImages","error":"ServiceException","after":1}""");
        Add("""{"region":"mars-1","reset":"before"}""");
        Outcomes(3);
        using (var json = JsonDocument.Parse(core.Raw("GET", "/_local/faults").Body))
        {
            var faults = json.RootElement.GetProperty("faults");
            Assert.Equal(2, faults.GetArrayLength());
            Assert.Equal("""{"id":"1","matched":3,"applied":2,"rule":{"operation":"ListImages","after":1,"error":"ServiceException"}}""", faults[0].GetRawText());
        }
        Assert.Equal(404, core.Raw("DELETE", "/_local/faults?id=7").Status);
        Assert.Equal("""{"removed":1}""", Encoding.UTF8.GetString(core.Raw("DELETE", "/_local/faults?id=1").Body));
        Assert.Equal("...", Outcomes(3));
        Assert.Equal("""{"removed":1}""", Encoding.UTF8.GetString(core.Raw("DELETE", "/_local/faults").Body));
        Assert.Equal("""{"faults":[]}""", Encoding.UTF8.GetString(core.Raw("GET", "/_local/faults").Body));
    }

    [Fact]
    public void Rules_that_have_done_their_work_make_room_for_others()
    {
        Add("[" + string.Join(",", Enumerable.Repeat(Lists, 999)) + "]");
        core.Raw("POST", "/_local/fail?operation=ListLifecyclePolicies&error=ClientException&count=0");
        Add(Lists);
        Assert.Equal(402, core.Raw("POST", "/_local/faults", Lists).Status);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("[1]", "$[0]")]
    [InlineData("""{"errror":"ServiceException"}""", "errror")]
    [InlineData("""{"error":5}""", "$.error")]
    [InlineData("""{"error":"ServiceException","share":"half"}""", "$.share")]
    [InlineData("""{"error":"ServiceException","share":1.01}""", "share: got 1.01")]
    [InlineData("""[{"error":"ServiceException"},{"error":"ServiceException","count":-1}]""", "[1].count: got -1")]
    [InlineData("""{"error":"ServiceException","after":-1}""", "after")]
    [InlineData("""{"error":"ServiceException","count":1.5}""", "count")]
    [InlineData("""{"error":"ServiceException","account":"1"}""", "account")]
    [InlineData("""{"error":"ServiceException","operation":"DistributImage"}""", "DistributImage")]
    [InlineData("""{"error":"NopeException"}""", "add status")]
    [InlineData("""{"error":"a b","status":500}""", "error: got 'a b'")]
    [InlineData("""{"error":"ServiceException","status":200}""", "status: got 200")]
    [InlineData("""{"html":true,"status":600}""", "status: got 600")]
    [InlineData("""{"operation":"ListImages"}""", "exactly one of")]
    [InlineData("""{"html":true,"reset":"before"}""", "exactly one of")]
    [InlineData("""{"reset":"during"}""", "before, after")]
    [InlineData("""{"reset":"before","bytes":1}""", "bytes")]
    [InlineData("""{"reset":"before","status":500}""", "status")]
    [InlineData("""{"reset":"before","message":"x"}""", "message")]
    [InlineData("""{"truncate":true,"delay":"after"}""", "delay")]
    [InlineData("""{"delayMilliseconds":600001}""", "delayMilliseconds")]
    [InlineData("""{"error":"\ud800","status":500}""", "surrogate")]
    public void A_rule_that_is_none_is_refused_with_the_name_of_the_member(string body, string expected)
    {
        var error = Assert.IsType<ValidationException>(LocalServiceHarness.Error(core.Raw("POST", "/_local/faults", body)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("""{"faults":[]}""", Encoding.UTF8.GetString(core.Raw("GET", "/_local/faults").Body));
    }

    private int Builds() => core.Send(new ListImageBuildVersionsRequest()).ImageSummaryList!.Length;

    private void Add(string rules)
    {
        var response = core.Raw("POST", "/_local/faults", rules);
        Assert.True(response.Status == 200, Encoding.UTF8.GetString(response.Body));
    }

    private string Outcomes(int calls) =>
        string.Concat(Enumerable.Range(0, calls).Select(_ => core.Raw("POST", "/ListImages").Status == 200 ? '.' : 'X'));

    private static bool Fails(Action call) => Record.Exception(call) is ServiceException;
}
