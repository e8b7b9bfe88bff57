using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>What EC2's facts add to a preview: the exclusions that they answer, and what becomes of each action.</summary>
public sealed class LifecycleFactTests
{
    private const string Snapshots = "\"amis\":true,\"snapshots\":true";
    private const string OneAmi = """{"amis":[{"image":"ami-1","region":"us-east-1","accountId":"123456789012"}]}""";
    private const string TwoAmis = """{"amis":[{"image":"ami-1","region":"us-east-1"},{"image":"ami-2","region":"us-east-1"}]}""";
    private const string TwoImages = "i web/1.0.0 2026-01-02 AVAILABLE\nj web/1.0.0 2026-01-01 AVAILABLE";

    [Fact]
    public void An_exclusion_asks_the_facts_where_the_image_does_not_say()
    {
        var scenario = Deletes(
            Rule(exclusions: """{"isPublic":true,"tagMap":{"keep":"yes"},"sharedAccounts":["111122223333"],"lastLaunched":{"value":30,"unit":"DAYS"}}"""),
            Fact("ami-1", fact => fact.LastLaunchedTime = Scenario.At("2026-03-20")));

        Assert.Equal("Delete i, Skip ami-1, Skip snap-ami-1", scenario.Decisions());
        Assert.StartsWith("AMI last launched 2026-03-20, within 30 DAYS", scenario.ReasonOf("ami-1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"isPublic":true}""", "public")]
    [InlineData("""{"tagMap":{"keep":"yes"}}""", "AMI tagged keep=yes")]
    [InlineData("""{"sharedAccounts":["111122223333"]}""", "AMI shared with 111122223333")]
    public void Each_exclusion_finds_its_fact(string exclusions, string reason)
    {
        var scenario = Deletes(Rule(exclusions: exclusions), Fact("ami-1", fact =>
        {
            fact.IsPublic = true;
            fact.SharedAccounts = ["111122223333"];
            fact.Tags!["keep"] = "yes";
        }));

        Assert.Contains(reason, scenario.ReasonOf("ami-1"), StringComparison.Ordinal);
        Assert.Equal("Skip", scenario.Decide()[1].Action);
    }

    [Fact]
    public void A_member_that_the_image_was_given_counts_before_the_fact()
    {
        var scenario = new Scenario
        {
            Rules = Rule(exclusions: """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","isPublic":false}]}""",
            Facts = [Fact("ami-1", fact => fact.IsPublic = true)],
        };

        Assert.Equal("Delete", scenario.Decide()[1].Action);
    }

    [Fact]
    public void An_AMI_without_a_recorded_launch_is_not_excluded_by_last_launched()
    {
        var scenario = Deletes(Rule(exclusions: """{"lastLaunched":{"value":30,"unit":"DAYS"}}"""), Fact("ami-1"));

        Assert.Equal("Delete i, Delete ami-1, Delete snap-ami-1", scenario.Decisions());
    }

    [Theory]
    [InlineData("DEPRECATE")]
    [InlineData("DISABLE")]
    [InlineData("DELETE")]
    public void AMI_exclusions_are_asked_by_each_rule_that_includes_AMIs(string action)
    {
        var decisions = Deletes(Rule(action, "\"amis\":true", """{"isPublic":true}"""), Fact("ami-1", fact => fact.IsPublic = true)).Decide();

        Assert.Equal(("Success", "Skip", action == "DELETE"), (decisions[0].Outcome, decisions[1].Action, decisions[1].IsUnmanaged));
    }

    [Fact]
    public void An_AMI_that_is_shared_with_an_organization_only_is_shared_with_no_account()
    {
        var scenario = Deletes(
            Rule(exclusions: """{"sharedAccounts":["111122223333"]}"""),
            Fact("ami-1", fact => fact.SharedOrganizations = ["arn:aws:organizations::111122223333:organization/o-1"]));

        Assert.Equal("Delete", scenario.Decide()[1].Action);
    }

    [Theory]
    [InlineData("DEPRECATE")]
    [InlineData("DISABLE")]
    [InlineData("DELETE")]
    public void A_run_may_change_only_what_Image_Builder_made(string action)
    {
        var decisions = Deletes(Rule(action, "\"amis\":true"), Fact("ami-1", fact => fact.Tags!["CreatedBy"] = "EC2 image builder")).Decide();

        Assert.Equal(["Refused AmiOfImage", "Refused NoCreatedByTag"], decisions.Select(decision => $"{decision.Outcome} {decision.Refusal}"));
    }

    [Fact]
    public void The_role_is_needed_before_the_tag_and_the_tag_before_EC2_is_asked()
    {
        var fact = Fact("ami-1", fact => (fact.IsOfOtherAccount, fact.HasLifecycleRole, fact.Tags, fact.DeregistrationProtection) = (true, false, [], "enabled-with-cooldown"));
        string Refusal() => Deletes(Rule(), fact).Decide()[1].Refusal;

        var first = Refusal();
        fact.HasLifecycleRole = true;
        var second = Refusal();
        fact.Tags = new() { ["CreatedBy"] = "EC2 Image Builder" };

        Assert.Equal(["NoCrossAccountRole", "NoCreatedByTag", "DeregistrationProtection"], [first, second, Refusal()]);
    }

    [Fact]
    public void A_launch_that_could_not_be_read_leaves_the_AMI_unknown()
    {
        var scenario = Deletes(Rule(exclusions: """{"lastLaunched":{"value":30,"unit":"DAYS"}}"""), new AmiFact { AmiId = "ami-1" });

        Assert.Equal("Unknown", scenario.Decide()[1].Action);
    }

    [Fact]
    public void A_disabled_AMI_is_private_and_shared_with_nobody()
    {
        var scenario = Deletes(Rule(exclusions: """{"isPublic":true,"sharedAccounts":["111122223333"]}"""), Fact("ami-1", fact =>
        {
            (fact.State, fact.IsPublic, fact.SharedAccounts) = ("disabled", true, ["111122223333"]);
        }));

        Assert.Equal("Delete", scenario.Decide()[1].Action);
    }

    [Fact]
    public void Without_facts_the_outcome_of_AMIs_and_snapshots_is_unknown()
    {
        var outcomes = new Scenario { Rules = Rule(), Images = "i web/1.0.0 2026-01-01 AVAILABLE", Outputs = OneAmi }.Decide();

        Assert.Equal(["Unknown", "Unknown", "Unknown"], outcomes.Select(decision => decision.Outcome));
        Assert.All(outcomes, decision => Assert.Null(decision.InUseBy));
    }

    [Fact]
    public void With_facts_the_run_is_known_to_succeed()
    {
        var decisions = Deletes(Rule(), Fact("ami-1")).Decide();

        Assert.Equal(["Success", "Success", "Success"], decisions.Select(decision => decision.Outcome));
        Assert.Equal("goes with its image; for good", decisions[1].Reason);
    }

    [Fact]
    public void An_AMI_without_the_tag_CreatedBy_is_refused_and_its_image_and_snapshot_stay()
    {
        var scenario = Deletes(Rule(), Fact("ami-1", fact => fact.Tags!.Remove("CreatedBy")));
        var decisions = scenario.Decide();

        Assert.Equal("Delete i, Delete ami-1, Delete snap-ami-1", scenario.Decisions());
        Assert.Equal(["Refused", "Refused", "Refused"], decisions.Select(decision => decision.Outcome));
        Assert.Equal(["AmiOfImage", "NoCreatedByTag", "AmiStays"], decisions.Select(decision => decision.Refusal));
        Assert.Equal(
            "goes with its image; refused: it has no tag CreatedBy=EC2 Image Builder, which AWS's managed policy for the execution role asks for",
            decisions[1].Reason);
    }

    [Fact]
    public void A_snapshot_without_the_tag_CreatedBy_is_refused_and_nothing_else_is()
    {
        var decisions = Deletes(Rule(), Fact("ami-1", fact => fact.Snapshots![0].Tags = [])).Decide();

        Assert.Equal(["Success", "Success", "Refused"], decisions.Select(decision => decision.Outcome));
        Assert.Equal("NoCreatedByTag", decisions[2].Refusal);
    }

    [Theory]
    [InlineData("DELETE", "Refused")]
    [InlineData("DISABLE", "Success")]
    [InlineData("DEPRECATE", "Success")]
    public void Deregistration_protection_refuses_a_deletion_only(string action, string outcome)
    {
        var scenario = Deletes(
            Rule(action, "\"amis\":true"), Fact("ami-1", fact => fact.DeregistrationProtection = "enabled-without-cooldown"));
        var ami = scenario.Decide()[1];

        Assert.Equal(outcome, ami.Outcome);
        Assert.Equal(outcome == "Refused", ami.Reason.Contains("deregistration protection is enabled-without-cooldown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "Success")]
    [InlineData(false, "Refused")]
    [InlineData(null, "Unknown")]
    public void An_AMI_of_another_account_needs_the_role_there(bool? hasRole, string outcome)
    {
        var ami = Deletes(Rule(), Fact("ami-1", fact => (fact.IsOfOtherAccount, fact.AccountId, fact.HasLifecycleRole) = (true, "123456789012", hasRole))).Decide()[1];

        Assert.Equal(outcome, ami.Outcome);
        Assert.Equal(outcome != "Success", ami.Reason.Contains("account 123456789012 has", StringComparison.Ordinal));
    }

    [Fact]
    public void EC2_does_not_disable_an_AMI_that_is_not_available()
    {
        var ami = Deletes(Rule("DISABLE", "\"amis\":true"), Fact("ami-1", fact => fact.State = "failed")).Decide()[1];

        Assert.Equal(("Refused", "AmiState"), (ami.Outcome, ami.Refusal));
    }

    [Fact]
    public void An_AMI_that_is_gone_counts_as_done_and_no_exclusion_keeps_it()
    {
        var decisions = Deletes(Rule(exclusions: """{"regions":["us-east-1"]}"""), Gone("ami-1")).Decide();

        Assert.Equal(["Delete i Success", "Delete ami-1 Success"], decisions.Select(decision => $"{decision.Action} {decision.ResourceId} {decision.Outcome}"));
        Assert.Equal("goes with its image; EC2 does not have it any more, which counts as done", decisions[1].Reason);
    }

    [Theory]
    [InlineData("DISABLED", "available")]
    [InlineData("AVAILABLE", "disabled")]
    public void An_AMI_that_is_disabled_already_counts_as_done_whatever_its_tags(string recorded, string state)
    {
        var scenario = Deletes(Rule("DISABLE", "\"amis\":true"), Fact("ami-1", fact => (fact.State, fact.Tags) = (state, [])));
        scenario.Given[0].OutputResources!.Amis![0].State = new() { Status = recorded };

        Assert.Equal(["Success", "Success"], scenario.Decide().Select(decision => decision.Outcome));
    }

    [Fact]
    public void The_state_of_an_AMI_matters_only_to_a_rule_that_disables_it()
    {
        var fact = Fact("ami-1", fact => fact.State = null);

        Assert.Equal("Success", Deletes(Rule(), fact).Decide()[1].Outcome);
        Assert.Equal("Unknown", Deletes(Rule("DISABLE", "\"amis\":true"), fact).Decide()[1].Outcome);
    }

    [Theory]
    [InlineData("EC2 Image Builder", "Success")]
    [InlineData("somebody", "Unknown")]
    public void An_AMI_that_may_be_excluded_leaves_its_image_open_only_if_it_may_be_refused(string creator, string outcome)
    {
        var scenario = Deletes(
            Rule(exclusions: """{"isPublic":true}"""), Fact("ami-1", fact => (fact.IsPublic, fact.Tags!["CreatedBy"]) = (null, creator)));
        var decisions = scenario.Decide();

        Assert.Equal((outcome, "Unknown", true), (decisions[0].Outcome, decisions[1].Outcome, decisions[1].IsUnmanaged));
    }

    [Fact]
    public void An_AMI_that_may_be_excluded_is_not_left_unmanaged_by_an_image_that_stays()
    {
        var scenario = new Scenario
        {
            Rules = Rule(exclusions: """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = TwoAmis,
            Facts = [Fact("ami-1", fact => fact.IsPublic = null), Fact("ami-2", fact => fact.Tags = [])],
        };
        var decisions = scenario.Decide();

        Assert.Equal(("Refused", "Unknown"), (decisions[0].Outcome, decisions[1].Outcome));
        Assert.DoesNotContain(decisions, decision => decision.IsUnmanaged);
        Assert.DoesNotContain("unmanaged", decisions[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_list_of_its_AMIs_the_outcome_of_an_image_is_unknown()
    {
        var image = new Scenario { Rules = Rule(), Images = "i web/1.0.0 2026-01-01 AVAILABLE", Facts = [] }.Decide().Single();

        Assert.Equal(("Delete", "Unknown", "Amis"), (image.Action, image.Outcome, image.UnknownFacts));
    }

    [Fact]
    public void The_region_of_an_AMI_is_a_fact_too()
    {
        var scenario = new Scenario
        {
            Rules = Rule(exclusions: """{"regions":["eu-west-1"]}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1"}]}""",
            Facts = [Fact("ami-1", fact => fact.Region = "eu-west-1")],
        };
        var ami = scenario.Decide()[1];

        Assert.Equal(("Skip", "eu-west-1"), (ami.Action, ami.Region));
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    public void A_target_whose_distribution_failed_has_no_AMI_and_counts_as_done(string status)
    {
        var scenario = new Scenario
        {
            Rules = Rule(exclusions: """{"isPublic":true,"regions":["us-east-1"]}"""),
            Images = "i web/1.0.0 2026-01-01 FAILED",
            Outputs = $$"""{"amis":[{"region":"us-east-1","state":{"status":"{{status}}"} }]}""",
            Facts = [],
        };

        Assert.Equal(["Delete Image Success", "Delete Ami Success"], scenario.Decide().Select(decision => $"{decision.Action} {decision.ResourceType} {decision.Outcome}"));
        Assert.Equal($"goes with its image; already {status.ToLowerInvariant()}, which counts as done", scenario.Decide()[1].Reason);
    }

    [Fact]
    public void A_snapshot_of_another_AMI_stays()
    {
        var snapshot = Deletes(Rule(), Fact("ami-1", fact => fact.Snapshots![0].AmiIds = ["ami-1", "ami-9"])).Decide()[2];

        Assert.Equal(("Delete", "SharedSnapshot"), (snapshot.Action, snapshot.Outcome));
        Assert.Equal("goes with its image; stays: ami-9 consists of it too", snapshot.Reason);
    }

    [Fact]
    public void A_shared_snapshot_goes_with_the_last_of_its_AMIs_in_the_order_of_the_run()
    {
        var scenario = new Scenario { Rules = Rule(), Images = TwoImages, Facts = [Shares("ami-1"), Shares("ami-2")] };
        var images = scenario.Given;
        images[0].OutputResources = new() { Amis = [new() { Image = "ami-1" }] };
        images[1].OutputResources = new() { Amis = [new() { Image = "ami-2" }] };

        var snapshots = scenario.Decide().Where(decision => decision.ResourceType == "Snapshot");

        Assert.Equal(["ami-1 SharedSnapshot", "ami-2 Success"], snapshots.Select(decision => $"{decision.AmiId} {decision.Outcome}"));
    }

    [Fact]
    public void A_shared_snapshot_goes_in_a_later_run_too()
    {
        var scenario = new Scenario { Rules = Rule(), Images = TwoImages, Facts = [Shares("ami-1"), Shares("ami-2")] };
        var images = scenario.Given;
        images[0].DateCreated = Scenario.At("2026-03-01");
        images[0].OutputResources = new() { Amis = [new() { Image = "ami-1" }] };
        images[1].OutputResources = new() { Amis = [new() { Image = "ami-2" }] };

        var snapshots = new LifecycleSimulation(scenario.Policy) { Facts = scenario.Index }.Decide(images, Scenario.Noon, 5)
            .SelectMany(run => run).Where(decision => decision.ResourceType == "Snapshot");

        Assert.Equal(["ami-2 SharedSnapshot", "ami-1 Success"], snapshots.Select(decision => $"{decision.AmiId} {decision.Outcome}"));
    }

    [Fact]
    public void A_snapshot_that_an_AMI_of_unknown_fate_shares_is_unknown()
    {
        var unknown = Shares("ami-1");
        unknown.Tags = null;
        var scenario = new Scenario { Rules = Rule(), Images = TwoImages, Facts = [unknown, Shares("ami-2")] };
        scenario.Given[0].OutputResources = new() { Amis = [new() { Image = "ami-1" }] };
        scenario.Given[1].OutputResources = new() { Amis = [new() { Image = "ami-2" }] };

        var snapshots = scenario.Decide().Where(decision => decision.ResourceType == "Snapshot");

        Assert.Equal(["ami-1 Unknown", "ami-2 Unknown"], snapshots.Select(decision => $"{decision.AmiId} {decision.Outcome}"));
    }

    [Fact]
    public void The_snapshots_of_an_AMI_that_a_run_deregistered_are_not_seen_by_the_next_run()
    {
        var scenario = new Scenario
        {
            Rules = Rule(),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = TwoAmis,
            Facts = [Fact("ami-1"), Fact("ami-2", fact => fact.Tags = [])],
        };

        var runs = new LifecycleSimulation(scenario.Policy) { Facts = scenario.Index }.Decide(scenario.Given, Scenario.Noon, 2);

        Assert.Equal(
            ["i, ami-1, snap-ami-1, ami-2, snap-ami-2", "i, ami-1, ami-2, snap-ami-2"],
            runs.Select(run => string.Join(", ", run.Select(decision => decision.ResourceId))));
    }

    [Theory]
    [InlineData("DEPRECATE", "Skip")]
    [InlineData("DISABLE", "Delete")]
    public void A_run_tags_the_AMIs_that_it_deprecates_and_takes_the_tag_off_those_that_it_disables(string lastBefore, string action)
    {
        var rules = new[] { "DEPRECATE", "DISABLE" }.TakeWhile(rule => rule == "DEPRECATE" || lastBefore == "DISABLE").Select(rule => Rule(rule, "\"amis\":true"));
        var scenario = Deletes(
            string.Join(',', rules.Append(Rule(exclusions: """{"tagMap":{"DeprecatedBy":"EC2 Image Builder"}}"""))), Fact("ami-1"));

        var runs = new LifecycleSimulation(scenario.Policy) { Facts = scenario.Index }.Decide(scenario.Given, Scenario.Noon, 3).ToList();

        Assert.Equal(action, runs.Select(run => run.FirstOrDefault(decision => decision is { ResourceType: "Ami", Action: "Delete" or "Skip" })).First(ami => ami is not null)!.Action);
        Assert.Equal(["CreatedBy"], scenario.Facts![0].Tags!.Keys);
    }

    [Fact]
    public void What_is_refused_is_there_again_in_the_next_run()
    {
        var scenario = Deletes(Rule(), Fact("ami-1", fact => fact.Tags = []));

        var runs = new LifecycleSimulation(scenario.Policy) { Facts = scenario.Index }.Decide(scenario.Given, Scenario.Noon, 2);

        Assert.Equal([3, 3], runs.Select(run => run.Count(decision => decision.Outcome == "Refused")));
    }

    [Fact]
    public void An_excluded_AMI_is_unmanaged_unless_its_image_stays_for_another_AMI()
    {
        var facts = new[] { Fact("ami-1", fact => fact.IsPublic = true), Fact("ami-2") };
        var alone = Two(facts).Decide();
        facts[1].Tags!.Remove("CreatedBy");
        var refused = Two(facts).Decide();

        Assert.Equal("Unmanaged", alone.Single(decision => decision.ResourceId == "ami-1").Outcome);
        Assert.Equal("None", refused.Single(decision => decision.ResourceId == "ami-1").Outcome);

        static Scenario Two(AmiFact[] facts) => new()
        {
            Rules = Rule(exclusions: """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = TwoAmis,
            Facts = facts,
        };
    }

    [Theory]
    [InlineData(Snapshots, 30, 60, 30)]
    [InlineData(Snapshots, 30, 7, 7)]
    [InlineData(Snapshots, 30, 0, 0)]
    [InlineData("\"amis\":true", 30, 0, 30)]
    public void An_AMI_is_recoverable_as_long_as_its_snapshots_are(string includes, int days, int snapshotDays, int expected)
    {
        var ami = Deletes(Rule(includes: includes), Fact("ami-1", fact =>
        {
            fact.RecycleBinDays = days;
            fact.Snapshots![0].RecycleBinDays = snapshotDays;
        })).Decide()[1];

        Assert.Equal(expected > 0, ami.IsRecoverable);
        Assert.Equal(expected > 0 ? Scenario.Noon.AddDays(expected) : null, ami.RecoverableUntil);
        Assert.Contains(expected > 0 ? "the Recycle Bin keeps it until " : "for good", ami.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_uses_an_AMI_is_told_with_the_AMI_and_with_its_image()
    {
        var decisions = Deletes(Rule(), Fact("ami-1", fact => fact.InUseBy =
        [
            new() { ResourceType = "ec2:Instance", Arn = "arn:aws:ec2:us-east-1:123456789012:instance/i-1", Name = "web", State = "running" },
            new()
            {
                ResourceType = "ec2:LaunchTemplate",
                Arn = "arn:aws:ec2:us-east-1:123456789012:launch-template/lt-1",
                Name = "web",
                Versions = [3, 7],
                DefaultVersion = 3,
                LatestVersion = 7,
            },
            new() { ResourceType = "ssm:Parameter", Arn = "arn:aws:ssm:us-east-1:123456789012:parameter/images/web" },
            new() { ResourceType = "imagebuilder:ImageRecipe", Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image-recipe/web/1.0.0" },
        ])).Decide();

        string[] uses =
        [
            "instance i-1 web (running)",
            "launch template lt-1 web v3 ($Default), v7 ($Latest)",
            "ssm:/images/web",
            "image recipe web/1.0.0",
        ];
        Assert.Equal(uses, decisions[1].InUseBy);
        Assert.Equal(uses, decisions[0].InUseBy);
        Assert.Null(decisions[2].InUseBy);
    }

    [Fact]
    public void The_line_of_totals_counts_what_happens_and_what_does_not()
    {
        const long GiB = 1L << 30;
        var scenario = new Scenario
        {
            Rules = Rule(exclusions: """{"isPublic":true}"""),
            Images = "i web/1.0.0 2026-01-03 AVAILABLE\nj web/1.0.0 2026-01-02 AVAILABLE\nk web/1.0.0 2026-01-01 AVAILABLE",
            Facts =
            [
                Fact("ami-1", fact => fact.IsPublic = true),
                Fact("ami-2", fact => fact.Tags = []),
                Fact("ami-3", fact =>
                {
                    fact.InUseBy = [new() { ResourceType = "ec2:Instance", Arn = "arn:aws:ec2:us-east-1:123456789012:instance/i-1" }];
                    fact.Snapshots = [fact.Snapshots![0], Snapshot("snap-9", 100 * GiB, "archive"), Snapshot("snap-8", null, "standard")];
                }),
            ],
        };
        for (var i = 0; i < 3; i++)
            scenario.Given[i].OutputResources = new() { Amis = [new() { Image = $"ami-{i + 1}", Region = "us-east-1" }] };

        var totals = LifecycleTotals.From(scenario.Decide());
        var summary = new LifecycleEvaluator(scenario.Policy).Summarize(scenario.Given, scenario.Time, scenario.Index);

        const string Line = "Deletes 2 images, 1 AMI, 3 snapshots, 110 GB, up to 1.75 USD a month; 1 in use, 1 refused, 1 left unmanaged, "
            + "the size of 1 snapshot is unknown.";
        Assert.Equal(Line, totals.ToLine());
        Assert.Equal(Line, summary.Totals.ToLine());
        var snapshots = summary.Rows.Where(row => row.ResourceType == "Snapshot" && row.Action == "Delete").ToList();
        Assert.Equal((4, 1, 110 * GiB, 1.75m), (snapshots.Sum(row => row.Count), snapshots.Sum(row => row.Refused), snapshots.Sum(row => row.FreedBytes), snapshots.Sum(row => row.MaxMonthlyCost)));
        Assert.Equal((1, 1), (summary.Rows.Sum(row => row.InUse), summary.Rows.Sum(row => row.Unmanaged)));
    }

    [Fact]
    public void The_line_of_totals_says_that_nothing_changes() =>
        Assert.Equal("Changes nothing.", new LifecycleTotals().ToLine());

    [Theory]
    [InlineData("us-east-1", "standard", "0.5")]
    [InlineData("us-east-1", null, "0.5")]
    [InlineData("us-east-1", "archive", "0.125")]
    [InlineData("eu-west-1", "standard", "10")]
    [InlineData("sa-east-1", "archive", "2")]
    public void A_snapshot_costs_at_most_its_full_size_by_the_price_table(string region, string? tier, string expected)
    {
        var prices = new SnapshotPrices(new Dictionary<string, SnapshotPrice>
        {
            ["us-east-1"] = new(0.05m, 0.0125m),
            [SnapshotPrices.AnyRegion] = new(1, 0.2m),
        });

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), prices.MaxMonthlyCost(10L << 30, region, tier));
    }

    private static Scenario Deletes(string rule, params AmiFact[] facts) => new()
    {
        Rules = rule,
        Images = "i web/1.0.0 2026-01-01 AVAILABLE",
        Outputs = OneAmi,
        Facts = facts,
    };

    private static string Rule(string action = "DELETE", string includes = Snapshots, string exclusions = "{}") =>
        $$$"""
        {"action":{"type":"{{{action}}}","includeResources":{{{{includes}}}}},"filter":{"type":"AGE","value":30,"unit":"DAYS"},
         "exclusionRules":{"amis":{{{exclusions}}}}}
        """;

    /// <summary>An AMI that Image Builder made, of which everything is known.</summary>
    private static AmiFact Fact(string id, Action<AmiFact>? change = null)
    {
        var fact = new AmiFact
        {
            AmiId = id,
            State = "available",
            IsPublic = false,
            SharedAccounts = [],
            Tags = new() { ["CreatedBy"] = "EC2 Image Builder" },
            HasNeverLaunched = true,
            DeregistrationProtection = "disabled",
            InUseBy = [],
            RecycleBinDays = 0,
            Snapshots = [Snapshot("snap-" + id, 10L << 30, "standard", id)],
        };
        change?.Invoke(fact);
        if (fact.LastLaunchedTime is not null)
            fact.HasNeverLaunched = false;
        return fact;
    }

    private static AmiFact Gone(string id) => new()
    {
        AmiId = id,
        State = AmiFact.Deregistered,
        IsPublic = false,
        SharedAccounts = [],
        Tags = [],
        HasNeverLaunched = true,
        Snapshots = [],
    };

    private static AmiFact Shares(string id) => Fact(id, fact => fact.Snapshots = [Snapshot("snap-1", 1, "standard", "ami-1", "ami-2")]);

    private static AmiSnapshot Snapshot(string id, long? bytes, string tier, params string[] amis) => new()
    {
        SnapshotId = id,
        FullSnapshotSizeInBytes = bytes,
        StorageTier = tier,
        Tags = new() { ["CreatedBy"] = "EC2 Image Builder" },
        AmiIds = amis,
        RecycleBinDays = 0,
    };
}
