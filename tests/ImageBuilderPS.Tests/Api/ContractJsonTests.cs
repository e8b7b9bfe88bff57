using System.Text;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.Api;

public class ContractJsonTests
{
    [Fact]
    public void A_request_is_written_in_the_names_of_the_API()
    {
        var sample = Sample.Update().Read();

        var again = JsonNode.Parse(ContractJson.ToBytes(sample))!;

        Assert.Equal(
            ["clientToken", "description", "executionRole", "lifecyclePolicyArn", "policyDetails", "resourceSelection", "resourceType", "status"],
            again.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(2, (int)again["policyDetails"]![0]!["exclusionRules"]!["amis"]!["lastLaunched"]!["value"]!);
        Assert.Equal("yes", (string?)again["policyDetails"]![0]!["exclusionRules"]!["tagMap"]!["Golden"]);
    }

    [Fact]
    public void A_round_trip_loses_nothing()
    {
        foreach (var request in new[] { Sample.Update().Read(), Sample.Distribute().Read() })
        {
            var bytes = ContractJson.ToBytes(request);

            Assert.Equal(bytes, ContractJson.ToBytes(ContractJson.FromBytes(bytes, request.GetType())));
        }
    }

    [Fact]
    public void Text_for_people_reads_back_to_the_same()
    {
        var request = Sample.Update().Read();

        var text = ContractJson.ToText(request);

        Assert.Contains("\n  \"policyDetails\": [", text);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(ContractJson.ToBytes(request), ContractJson.ToBytes(Read<UpdateLifecyclePolicyRequest>(text)));
    }

    [Fact]
    public void A_missing_member_is_left_out()
    {
        Assert.Equal("{\"sourceImage\":\"ami-1\"}", Text(new DistributeImageRequest { SourceImage = "ami-1" }));
    }

    [Fact]
    public void Text_beyond_ASCII_stays_readable()
    {
        Assert.Equal("{\"description\":\"Größe <&> 'x'\"}", Text(new UpdateLifecyclePolicyRequest { Description = "Größe <&> 'x'" }));
    }

    [Fact]
    public void An_unknown_member_is_ignored_at_any_depth()
    {
        var image = Read<Image>("""{"name":"web","newInTheService":{"a":[1]},"state":{"status":"AVAILABLE","since":1}}""");

        Assert.Equal(("web", "AVAILABLE"), (image.Name, image.State!.Status));
    }

    [Fact]
    public void Names_are_read_in_any_case()
    {
        Assert.Equal("web", Read<Image>("""{"Name":"web"}""").Name);
    }

    [Fact]
    public void A_member_that_the_API_does_not_know_is_read_and_never_written()
    {
        var response = Read<DistributeImageResponse>("""{"imageBuildVersionArn":"a","region":"us-east-1","requestId":"r"}""");

        Assert.Equal(("us-east-1", "r"), (response.Region, response.RequestId));
        Assert.Equal("{\"imageBuildVersionArn\":\"a\"}", Text(response));
    }

    [Fact]
    public void The_time_of_a_policy_travels_as_seconds_since_1970()
    {
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 250, TimeSpan.Zero);

        Assert.Equal("{\"dateUpdated\":1772600767.25}", Text(new LifecyclePolicy { DateUpdated = time }));
        Assert.Equal(time, Read<LifecyclePolicy>("{\"dateUpdated\":1772600767.25}").DateUpdated);
    }

    [Theory]
    [InlineData("\"2026-03-04T05:06:07.250Z\"")]
    [InlineData("\"2026-03-04T06:06:07.25+01:00\"")]
    [InlineData("\"2026-03-04T05:06:07.25\"")]
    [InlineData("1772600767.25")]
    [InlineData("1.77260076725E9")]
    public void A_time_is_read_in_either_form_whatever_the_member_has(string json)
    {
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 250, TimeSpan.Zero);

        Assert.Equal(time, Read<LifecyclePolicy>($$"""{"dateCreated":{{json}}}""").DateCreated);
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("true")]
    [InlineData("1e300")]
    public void What_is_no_time_is_an_error_that_names_its_path(string json)
    {
        var error = Assert.Throws<ContractJsonException>(() => Read<LifecyclePolicy>($$"""{"dateCreated":{{json}}}"""));

        Assert.Equal("$.dateCreated", error.Path);
    }

    [Fact]
    public void Null_in_a_list_of_objects_is_an_error_that_names_its_place()
    {
        var error = Assert.Throws<ContractJsonException>(() => Read<Image[]>("""[{"name":"a"},null]"""));

        Assert.Equal("$[1]", error.Path);
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("{", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("""{"policyDetails":[{"filter":{"value":"ninety"}}]}""", "$.policyDetails[0].filter.value")]
    [InlineData("""{"policyDetails":[{"filter":{"value":1.5}}]}""", "$.policyDetails[0].filter.value")]
    [InlineData("""{"policyDetails":{}}""", "$.policyDetails")]
    [InlineData("""{"status":1}""", "$.status")]
    public void Bad_JSON_is_an_error_that_names_its_path(string json, string path)
    {
        var error = Assert.Throws<ContractJsonException>(() => Read<UpdateLifecyclePolicyRequest>(json));

        Assert.Equal(path, error.Path);
        Assert.StartsWith(path + ": ", error.Message);
    }

    private static T Read<T>(string json) => ContractJson.FromBytes<T>(Encoding.UTF8.GetBytes(json));

    private static string Text(object value) => Encoding.UTF8.GetString(ContractJson.ToBytes(value));

    [Fact]
    public void A_time_as_Windows_PowerShell_writes_it_is_read()
    {
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var json = """{"dateCreated":{"DateTime":"\/Date(1)\/","UtcTicks":TICKS,"Ticks":1}}""".Replace("TICKS", $"{time.UtcTicks}", StringComparison.Ordinal);

        Assert.Equal(time, ContractJson.FromBytes<Image>(Encoding.UTF8.GetBytes(json)).DateCreated);
        Assert.Throws<ContractJsonException>(() => ContractJson.FromBytes<Image>("""{"dateCreated":{"Ticks":1}}"""u8));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"UtcTicks":"1"}""")]
    [InlineData("""{"UtcTicks":-1}""")]
    [InlineData("""{"UtcTicks":9223372036854775807}""")]
    public void An_object_that_is_no_time_fails(string time) => Assert.Throws<ContractJsonException>(
        () => ContractJson.FromBytes<Image>(System.Text.Encoding.UTF8.GetBytes($$"""{ "dateCreated": {{time}} }""")));
}
