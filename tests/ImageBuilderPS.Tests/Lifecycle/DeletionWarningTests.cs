using System.Text;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class DeletionWarningTests
{
    private const string Begins = "From its next daily run this policy deletes: DELETE rule: ";

    private const string Before = """
        {
          "status": "ENABLED", "resourceType": "AMI_IMAGE",
          "policyDetails": [
            { "action": { "type": "DEPRECATE" }, "filter": { "type": "AGE", "value": 30, "unit": "DAYS" } },
            { "action": { "type": "DELETE", "includeResources": { "amis": true, "snapshots": false } },
              "filter": { "type": "AGE", "value": 90, "unit": "DAYS", "retainAtLeast": 3 },
              "exclusionRules": { "tagMap": { "keep": "yes" }, "amis": {
                "isPublic": true, "regions": ["eu-west-1"], "sharedAccounts": ["111122223333"], "tagMap": { "pin": "1" },
                "lastLaunched": { "value": 6, "unit": "MONTHS" } } } } ],
          "resourceSelection": { "recipes": [ { "name": "web", "semanticVersion": "1.x.x" } ] }
        }
        """;

    [Theory]
    [InlineData("\"value\": 90", "\"value\": 30", "older than 30 DAYS (was 90 DAYS)")]
    [InlineData("\"value\": 90, \"unit\": \"DAYS\"", "\"value\": 3, \"unit\": \"MONTHS\"", "older than 3 MONTHS (was 90 DAYS)")]
    [InlineData("\"AGE\", \"value\": 90, \"unit\": \"DAYS\", \"retainAtLeast\": 3", "\"COUNT\", \"value\": 5", "all but the newest 5 of each recipe version (was older than 90 DAYS)")]
    [InlineData("\"retainAtLeast\": 3", "\"retainAtLeast\": 2", "keeps the newest 2 of each recipe version (was 3)")]
    [InlineData(", \"retainAtLeast\": 3", "", "no longer keeps the newest 3 of each recipe version")]
    [InlineData("\"snapshots\": false", "\"snapshots\": true", "snapshots too")]
    [InlineData("\"keep\": \"yes\"", "\"keep\": \"no\"", "no longer excludes images tagged keep=yes")]
    [InlineData("\"isPublic\": true, ", "", "no longer excludes public AMIs")]
    [InlineData("\"eu-west-1\"", "\"eu-west-2\"", "no longer excludes AMIs in eu-west-1")]
    [InlineData("\"sharedAccounts\": [\"111122223333\"], ", "", "no longer excludes AMIs shared with 111122223333")]
    [InlineData("\"tagMap\": { \"pin\": \"1\" },", "", "no longer excludes AMIs tagged pin=1")]
    [InlineData("\"value\": 6, \"unit\": \"MONTHS\"", "\"value\": 180, \"unit\": \"DAYS\"", "no longer excludes AMIs launched within 6 MONTHS (now 180 DAYS)")]
    [InlineData("1.x.x", "x.x.x", "images of recipe web/x.x.x too")]
    [InlineData("\"recipes\": [ { \"name\": \"web\", \"semanticVersion\": \"1.x.x\" } ]", "\"tagMap\": { \"env\": \"dev\" }", "images tagged env=dev too")]
    [InlineData("\"AMI_IMAGE\"", "\"CONTAINER_IMAGE\"", "images of CONTAINER_IMAGE (was AMI_IMAGE)")]
    public void What_deletes_more_is_named(string text, string replacement, string expected) =>
        Assert.Equal($"{Begins}{expected}.", Warning(text, replacement));

    [Theory]
    [InlineData("\"value\": 90", "\"value\": 91")]
    [InlineData("\"value\": 90, \"unit\": \"DAYS\"", "\"value\": 4, \"unit\": \"MONTHS\"")]
    [InlineData("\"value\": 90, \"unit\": \"DAYS\"", "\"value\": 13, \"unit\": \"WEEKS\"")]
    [InlineData("\"retainAtLeast\": 3", "\"retainAtLeast\": 4")]
    [InlineData("\"amis\": true", "\"amis\": false")]
    [InlineData("\"keep\": \"yes\"", "\"keep\": \"yes\", \"more\": \"yes\"")]
    [InlineData("\"value\": 6, \"unit\": \"MONTHS\"", "\"value\": 1, \"unit\": \"YEARS\"")]
    [InlineData("1.x.x", "1.2.x")]
    [InlineData("\"type\": \"DEPRECATE\"", "\"type\": \"DISABLE\"")]
    [InlineData("\"status\": \"ENABLED\"", "\"status\": \"disabled\"")]
    [InlineData("\"status\": \"ENABLED\", ", "")]
    public void What_deletes_no_more_is_not_warned_of(string text, string replacement) => Assert.Null(Warning(text, replacement));

    [Fact]
    public void A_year_and_twelve_months_are_the_same() => Assert.Null(DeletionWarning.Of(
        Policy(Before.Replace("90, \"unit\": \"DAYS\"", "1, \"unit\": \"YEARS\"")),
        Policy(Before.Replace("90, \"unit\": \"DAYS\"", "12, \"unit\": \"MONTHS\""))));

    [Fact]
    public void A_smaller_count_deletes_more() => Assert.Equal(
        $"{Begins}all but the newest 4 of each recipe version (was 5).",
        DeletionWarning.Of(
            Policy(Before.Replace("\"AGE\", \"value\": 90", "\"COUNT\", \"value\": 5")),
            Policy(Before.Replace("\"AGE\", \"value\": 90", "\"COUNT\", \"value\": 4"))));

    [Theory]
    [InlineData(null)]
    [InlineData("\"DISABLED\"")]
    public void A_policy_that_begins_to_run_deletes_by_its_whole_rule(string? status)
    {
        var before = status is null ? null : Policy(Before.Replace("\"ENABLED\"", status));

        Assert.Equal(
            $"{Begins}older than 90 DAYS, but the newest 3 of each recipe version, with AMIs.",
            DeletionWarning.Of(before, Policy(Before)));
        Assert.Equal(DeletionWarning.Of(before, Policy(Before)), DeletionWarning.Of(before, Policy(Before.Replace("\"status\": \"ENABLED\",", ""))));
    }

    [Fact]
    public void A_new_rule_that_deletes_is_named_and_a_removed_one_is_not()
    {
        var deprecates = Policy(Before);
        deprecates.PolicyDetails = [deprecates.PolicyDetails![0]];

        Assert.StartsWith($"{Begins}older than 90 DAYS", DeletionWarning.Of(deprecates, Policy(Before)));
        Assert.Null(DeletionWarning.Of(Policy(Before), deprecates));
        Assert.Null(DeletionWarning.Of(null, deprecates));
    }

    [Fact]
    public void The_policy_is_named_where_it_has_a_name()
    {
        var live = Policy(Before.Replace("\"status\"", "\"name\": \"web\", \"status\""));

        Assert.StartsWith("From its next daily run policy web deletes: ", DeletionWarning.Of(live, Policy(Before.Replace("90", "30"))));
        Assert.StartsWith("From its next daily run policy web deletes: ", DeletionWarning.Of(null, live));
    }

    private static string? Warning(string text, string replacement)
    {
        Assert.Contains(text, Before);
        return DeletionWarning.Of(Policy(Before), Policy(Before.Replace(text, replacement)));
    }

    private static LifecyclePolicy Policy(string json) => ContractJson.FromBytes<LifecyclePolicy>(Encoding.UTF8.GetBytes(json));
}
