using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.Api;

public class StrictJsonTests
{
    [Fact]
    public void What_the_contract_writes_is_read_back()
    {
        var request = Read("""
            {"status":"ENABLED","policyDetails":[{"action":{"type":"DELETE","includeResources":{"amis":true}},
             "filter":{"type":"AGE","value":90,"unit":"DAYS"},"exclusionRules":{"tagMap":{"Keep":"yes"}}}]}
            """);

        Assert.Equal(ContractJson.ToText(request), ContractJson.ToText(StrictJson.FromBytes<UpdateLifecyclePolicyRequest>(ContractJson.ToBytes(request))));
        Assert.Equal("yes", request.PolicyDetails![0].ExclusionRules!.TagMap!["Keep"]);
    }

    [Theory]
    [InlineData("""{"descripton":"x"}""", "$.descripton", "unknown key 'descripton', expected one of lifecyclePolicyArn, description,")]
    [InlineData("""{"Status":"ENABLED"}""", "$.Status", "unknown key 'Status'")]
    [InlineData("""{"status":1}""", "$.status", "got 1, expected text")]
    [InlineData("""{"status":"A","status":"B"}""", "$.status", "appears twice")]
    [InlineData("""{"policyDetails":[{},{"filter":{"value":1.5}}]}""", "$.policyDetails[1].filter.value", "got 1.5, expected a whole number")]
    [InlineData("""{"policyDetails":[{"filter":{"value":3000000000}}]}""", "$.policyDetails[0].filter.value", "expected a whole number")]
    [InlineData("""{"policyDetails":[{"filter":{"value":"90 days"}}]}""", "$.policyDetails[0].filter.value", "got '90 days', expected a whole number")]
    [InlineData("""{"policyDetails":[{"action":{"includeResources":{"amis":"no"}}}]}""", "$.policyDetails[0].action.includeResources.amis", "got 'no', expected true or false")]
    [InlineData("""{"policyDetails":[null]}""", "$.policyDetails[0]", "got null, expected an object")]
    [InlineData("""{"additionalMembers":{}}""", "$.additionalMembers", "unknown key 'additionalMembers'")]
    [InlineData("""{"isSummary":true}""", "$.isSummary", "unknown key 'isSummary'")]
    [InlineData("""{"policyDetails":{}}""", "$.policyDetails", "got an object, expected a list")]
    [InlineData("""{"policyDetails":[[]]}""", "$.policyDetails[0]", "got a list, expected an object")]
    [InlineData("""{"resourceSelection":{"tagMap":{"a":null}}}""", "$.resourceSelection.tagMap['a']", "got null, expected text")]
    [InlineData("""{"resourceSelection":{"tagMap":{"a":"1","a":"2"}}}""", "$.resourceSelection.tagMap.a", "appears twice")]
    [InlineData("""{"policyDetails":[{"filter":{"value":1e400}}]}""", "$.policyDetails[0].filter.value", "too large")]
    [InlineData("[]", "$", "got a list, expected an object")]
    [InlineData("{\n  \"status\": oops\n}", "$", "line 2")]
    public void What_is_wrong_is_named_with_its_path(string json, string path, string message)
    {
        var error = Assert.Throws<ContractJsonException>(() => Read(json));

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_counts_as_a_flag_or_a_number_by_the_same_rule_as_in_objects()
    {
        var detail = Read("""{"policyDetails":[{"action":{"includeResources":{"amis":"False"}},"filter":{"value":"90"}}]}""").PolicyDetails![0];

        Assert.False(detail.Action!.IncludeResources!.Amis);
        Assert.Equal(90, detail.Filter!.Value);
    }

    private static UpdateLifecyclePolicyRequest Read(string json) =>
        StrictJson.FromBytes<UpdateLifecyclePolicyRequest>(Encoding.UTF8.GetBytes(json));
}
