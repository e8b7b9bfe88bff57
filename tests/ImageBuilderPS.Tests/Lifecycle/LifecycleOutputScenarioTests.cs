using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleOutputScenarioTests
{
    private const string AllExclusions =
        """{"regions":["eu-west-1"],"isPublic":true,"tagMap":{"keep":"yes"},"sharedAccounts":["111122223333"],"lastLaunched":{"value":2,"unit":"WEEKS"}}""";

    private const string Unmanaged = "; left unmanaged: its image resource is deleted, no policy manages it any more, and its costs continue";

    private const string IfItStays = "; if it stays, it is left unmanaged: its image resource is deleted, no policy manages it any more, and its costs continue";

    private const string Known = "\"region\":\"us-east-1\",\"isPublic\":false,\"tags\":{},\"sharedAccounts\":[],\"lastLaunchedTime\":\"2026-01-01T00:00:00Z\"";

    [Theory]
    [InlineData("", "Delete i, Keep ami-1, Keep ami-2")]
    [InlineData("\"amis\":true", "Delete i, Delete ami-1, Delete ami-2")]
    [InlineData("\"amis\":true,\"snapshots\":true", "Delete i, Delete ami-1, Delete snap-1, Delete ami-2, Delete ")]
    [InlineData("\"containers\":true", "Delete i, Keep ami-1, Keep ami-2, Delete repo:1")]
    public void The_include_flags_say_what_goes_with_the_image(string flags, string expected)
    {
        var scenario = new Scenario
        {
            Rules = Rule("DELETE", flags, null),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","snapshotIds":["snap-1"]},{"image":"ami-2"}],"containers":[{"region":"us-east-1","imageUris":["repo:1"]}]}""",
        };

        Assert.Equal(expected, scenario.Decisions());
    }

    [Theory]
    [InlineData("", "Delete ami-1", "goes with its image")]
    [InlineData("\"region\":\"eu-west-1\",\"isPublic\":true", "Skip ami-1", "AMI in region eu-west-1" + Unmanaged)]
    [InlineData("\"isPublic\":true,\"tags\":{\"keep\":\"yes\"}", "Skip ami-1", "AMI is public" + Unmanaged)]
    [InlineData("\"tags\":{\"keep\":\"yes\"},\"sharedAccounts\":[\"111122223333\"]", "Skip ami-1", "AMI tagged keep=yes" + Unmanaged)]
    [InlineData("\"sharedAccounts\":[\"111122223333\"],\"lastLaunchedTime\":\"2026-03-30T00:00:00Z\"", "Skip ami-1", "AMI shared with 111122223333" + Unmanaged)]
    [InlineData("\"lastLaunchedTime\":\"2026-03-30T00:00:00Z\"", "Skip ami-1", "AMI last launched 2026-03-30, within 2 WEEKS" + Unmanaged)]
    [InlineData("\"lastLaunchedTime\":\"2026-03-30T12:00:00Z\"", "Skip ami-1", "AMI last launched 2026-03-30, within 2 WEEKS" + Unmanaged)]
    [InlineData("\"lastLaunchedTime\":\"2026-03-30T12:01:00Z\"", "Delete ami-1", "goes with its image; last launched 2026-03-30 12:01, which EC2 may not report to the run yet, being up to a day late (assumed is the variant that deletes more)")]
    [InlineData("\"lastLaunchedTime\":\"2026-04-02T00:00:00Z\"", "Delete ami-1", "goes with its image; last launched 2026-04-02 00:00, which EC2 may not report to the run yet, being up to a day late (assumed is the variant that deletes more)")]
    [InlineData("\"isPublic\":true,\"lastLaunchedTime\":\"2026-03-31T11:00:00Z\"", "Skip ami-1", "AMI is public" + Unmanaged)]
    [InlineData("\"lastLaunchedTime\":\"2026-03-16T12:00:00Z\"", "Delete ami-1", "goes with its image")]
    [InlineData("\"state\":{\"status\":\"DELETED\"},\"isPublic\":true", "Delete ami-1", "goes with its image; already deleted, which counts as done")]
    [InlineData("\"lastLaunchedTime\":\"2026-03-17T11:59:00Z\"", "Delete ami-1", "goes with its image")]
    [InlineData("\"state\":{\"status\":\"DISABLED\"},\"isPublic\":true,\"sharedAccounts\":[\"111122223333\"]", "Delete ami-1", "goes with its image")]
    [InlineData("\"state\":{\"status\":\"DISABLED\"},\"isPublic\":null,\"sharedAccounts\":null", "Delete ami-1", "goes with its image")]
    [InlineData("\"isPublic\":null", "Unknown ami-1", "unknown: public" + IfItStays)]
    [InlineData("\"lastLaunchedTime\":null", "Delete ami-1", "goes with its image")]
    [InlineData("\"lastLaunchedTime\":null,\"hasNeverLaunched\":null", "Unknown ami-1", "unknown: last launched" + IfItStays)]
    [InlineData("\"hasNeverLaunched\":null,\"lastLaunchedTime\":null", "Unknown ami-1", "unknown: last launched" + IfItStays)]
    [InlineData("\"hasNeverLaunched\":true,\"lastLaunchedTime\":null", "Delete ami-1", "goes with its image")]
    [InlineData("\"tags\":null,\"sharedAccounts\":null", "Unknown ami-1", "unknown: AMI tags, shared accounts" + IfItStays)]
    [InlineData("\"isPublic\":null,\"sharedAccounts\":[\"111122223333\"]", "Skip ami-1", "AMI shared with 111122223333" + Unmanaged)]
    public void The_first_AMI_exclusion_in_the_order_of_the_service_wins_and_nothing_is_guessed(string facts, string expected, string reason)
    {
        var scenario = new Scenario
        {
            Rules = Rule("DELETE", "\"amis\":true", AllExclusions),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = $$"""{"amis":[{"image":"ami-1",{{Known}}{{(facts.Length > 0 ? "," + facts : "")}}}]}""",
        };

        Assert.Equal($"Delete i, {expected}", scenario.Decisions());
        Assert.Equal(reason, scenario.ReasonOf("ami-1"));
    }

    [Fact]
    public void An_excluded_AMI_is_skipped_while_the_image_and_its_other_AMIs_go_on()
    {
        var scenario = new Scenario
        {
            Rules = Rule("DISABLE", "\"amis\":true", """{"regions":["eu-west-1"]}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","region":"eu-west-1"},{"image":"ami-2","region":"us-east-1"}]}""",
        };

        Assert.Equal("Disable i, Skip ami-1, Disable ami-2", scenario.Decisions());
    }

    [Fact]
    public void Snapshots_whose_ids_are_unknown_are_deleted_all_the_same()
    {
        var scenario = new Scenario
        {
            Rules = Rule("DELETE", "\"amis\":true,\"snapshots\":true", """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","isPublic":false},{"image":"ami-2","isPublic":true},{"image":"ami-3"}]}""",
        };

        var decisions = scenario.Decide().Where(decision => decision.ResourceType == nameof(LifecycleResourceType.Snapshot)).ToList();

        Assert.All(decisions, decision => Assert.Null(decision.ResourceId));
        Assert.Equal([nameof(LifecycleAction.Delete), nameof(LifecycleAction.Skip), nameof(LifecycleAction.Unknown)], decisions.Select(decision => decision.Action));
        Assert.Equal(nameof(UnknownFacts.Snapshots), decisions[0].UnknownFacts);
        Assert.Equal("goes with its image; unknown: snapshot ids", decisions[0].Reason);
        Assert.Equal("AMI is public", decisions[1].Reason);
        Assert.Equal("unknown: public", decisions[2].Reason);
    }

    [Fact]
    public void Facts_that_no_exclusion_asks_for_may_be_unknown()
    {
        var scenario = new Scenario
        {
            Rules = Rule("DELETE", "\"amis\":true", """{"isPublic":false,"regions":[]}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1"}]}""",
        };

        Assert.Equal("Delete i, Delete ami-1", scenario.Decisions());
    }

    [Fact]
    public void An_excluded_AMI_takes_no_retention_slot()
    {
        var scenario = new Scenario
        {
            Rules = """{"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"COUNT","value":1},"exclusionRules":{"amis":{"isPublic":true}}}""",
            Images = "b web/1.0.0 2026-01-02 AVAILABLE\na web/1.0.0 2026-01-03 AVAILABLE\nc web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-b","isPublic":true}]}""",
        };

        Assert.Equal("Keep a, Delete b, Skip ami-b, Delete c", scenario.Decisions());
    }

    [Fact]
    public void The_dates_of_AMIs_do_not_count()
    {
        var scenario = new Scenario
        {
            Rules = Rule("DELETE", "\"amis\":true", null),
            Images = "a web/1.0.0 2026-03-30 AVAILABLE\nb web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","lastLaunchedTime":"2020-01-01T00:00:00Z"}]}""",
        };

        Assert.Equal("Keep a, Delete b", scenario.Decisions());
    }

    [Theory]
    [InlineData("DEPRECATE", "DISABLED")]
    [InlineData("DEPRECATE", "DELETED")]
    [InlineData("DISABLE", "DELETED")]
    public void An_AMI_that_is_further_already_stays_so(string action, string status)
    {
        var scenario = new Scenario
        {
            Rules = Rule(action, "\"amis\":true", null),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = $$$"""{"amis":[{"image":"ami-1","state":{"status":"{{{status}}}"}}]}""",
        };
        var images = new List<Image>(scenario.Given);

        Assert.EndsWith($"already {status.ToLowerInvariant()}, which counts as done", scenario.ReasonOf("ami-1"));
        new LifecycleEvaluator(scenario.Policy).Run(images, Scenario.Noon, new StateApplier(next: null));
        Assert.Equal(status, images[0].OutputResources!.Amis![0].State!.Status);
    }

    [Theory]
    [InlineData("", "Keep", "not included by the rule" + Unmanaged)]
    [InlineData("\"amis\":true", "Skip", "AMI is public" + Unmanaged)]
    public void An_AMI_that_stays_when_its_image_resource_is_deleted_is_shown_as_unmanaged(string flags, string action, string reason)
    {
        var scenario = new Scenario
        {
            Rules = Rule("DELETE", flags, """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","isPublic":true},{"image":"ami-2","isPublic":true,"state":{"status":"DELETED"}}]}""",
        };

        var decisions = scenario.Decide();

        var unmanaged = Assert.Single(decisions, decision => decision.IsUnmanaged);
        Assert.Equal(("ami-1", action, reason), (unmanaged.ResourceId, unmanaged.Action, unmanaged.Reason));
        var summary = new LifecycleEvaluator(scenario.Policy).Summarize(scenario.Given, scenario.Time);
        Assert.Equal(1, summary.Count(unmanaged.Decision.Action, LifecycleResourceType.Ami));
        Assert.Equal(decisions.Count, summary.Rows.Sum(row => row.Count));
    }

    [Fact]
    public void An_AMI_that_stays_with_its_disabled_image_is_not_unmanaged()
    {
        var scenario = new Scenario
        {
            Rules = Rule("DISABLE", "\"amis\":true", """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","isPublic":true}]}""",
        };

        Assert.DoesNotContain(scenario.Decide(), decision => decision.IsUnmanaged);
        Assert.Equal("AMI is public", scenario.ReasonOf("ami-1"));
    }

    [Theory]
    [InlineData("AVAILABLE", "\"amis\":true", null, "89 days old, older than 30 DAYS; unknown: AMIs")]
    [InlineData("AVAILABLE", "\"amis\":true", """{"containers":[]}""", "89 days old, older than 30 DAYS; unknown: AMIs")]
    [InlineData("AVAILABLE", "\"amis\":true", """{"amis":[]}""", "89 days old, older than 30 DAYS")]
    [InlineData("AVAILABLE", "", null, "89 days old, older than 30 DAYS")]
    [InlineData("FAILED", "\"amis\":true", null, "failed: qualifies always and takes no retention slot")]
    public void An_image_that_tells_no_AMIs_says_so_where_they_would_be_acted_on(string status, string flags, string? outputs, string reason)
    {
        var scenario = new Scenario { Rules = Rule("DELETE", flags, null), Images = $"i web/1.0.0 2026-01-01 {status}", Outputs = outputs ?? "{}" };

        Assert.Equal(reason, scenario.ReasonOf("i"));
    }

    [Fact]
    public void Container_images_are_deleted_with_their_image_resource()
    {
        var scenario = new Scenario
        {
            Type = LifecyclePolicyResourceType.ContainerImage,
            Rules = Rule("DELETE", "\"containers\":true", null),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"containers":[{"region":"us-east-1","imageUris":["repo:1","repo:2"]}]}""",
        };

        Assert.Equal("Delete i, Delete repo:1, Delete repo:2", scenario.Decisions());
    }

    [Fact]
    public void Images_of_the_other_type_are_not_selected()
    {
        var scenario = new Scenario { Rules = Rule("DELETE", "", null), Images = "i web/1.0.0 2026-01-01 AVAILABLE" };
        scenario.Given[0].Type = ImageType.Docker;

        Assert.Equal("Keep i", scenario.Decisions());
        Assert.Equal("not selected: another type than the policy's resourceType", scenario.ReasonOf("i"));
    }

    [Fact]
    public void A_resource_already_in_the_wanted_state_counts_as_done()
    {
        var scenario = new Scenario
        {
            Rules = Rule("DEPRECATE", "\"amis\":true", null),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","state":{"status":"DEPRECATED"}}]}""",
        };

        Assert.Equal("Deprecate i, Deprecate ami-1", scenario.Decisions());
        Assert.EndsWith("already deprecated, which counts as done", scenario.ReasonOf("ami-1"));
    }

    private static string Rule(string action, string flags, string? amis) =>
        $$$"""{"action":{"type":"{{{action}}}","includeResources":{ {{{flags}}} }},"filter":{"type":"AGE","value":30,"unit":"DAYS"}"""
        + (amis is null ? "}" : $$$""","exclusionRules":{"amis":{{{amis}}} }}""");
}
