using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>The sentences about images; <see cref="LifecycleOutputScenarioTests"/> has those about AMIs and other outputs.</summary>
public sealed class LifecycleScenarioTests
{
    private const string DeleteOld = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":30,"unit":"DAYS"}}""";
    private const string DeleteOldRetainOne = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":30,"unit":"DAYS","retainAtLeast":1}}""";
    private const string DeprecateOld = """{"action":{"type":"DEPRECATE"},"filter":{"type":"AGE","value":10,"unit":"DAYS"}}""";
    private const string DisableOld = """{"action":{"type":"DISABLE"},"filter":{"type":"AGE","value":20,"unit":"DAYS"}}""";
    private const string KeepTag = ""","exclusionRules":{"tagMap":{"keep":"yes"}}""";

    private static readonly Dictionary<string, (Scenario Scenario, string Expected)> Table = new()
    {
        ["Images are taken newest to oldest by their creation date"] = (
            new() { Images = "b web/1.0.0 2026-02-02 AVAILABLE\na web/1.0.0 2026-02-01 AVAILABLE\nc web/1.0.0 2026-02-03 AVAILABLE" },
            "Keep c, Delete b, Delete a"),
        ["Images of the same moment are taken as they came"] = (
            new() { Images = "b web/1.0.0 2026-02-01 AVAILABLE\na web/1.0.0 2026-02-01 AVAILABLE" },
            "Keep b, Delete a"),
        ["A recipe entry matches name and version"] = (
            new()
            {
                Rules = DeleteOld,
                Selection = """{"recipes":[{"name":"web","semanticVersion":"1.0.0"}]}""",
                Images = "a web/1.0.0 2026-01-01 AVAILABLE\nb web/1.0.1 2026-01-01 AVAILABLE\nc db/1.0.0 2026-01-01 AVAILABLE",
            },
            "Delete a, Keep b, Keep c"),
        ["An x in a version is a wildcard for one part"] = (
            new()
            {
                Rules = DeleteOld,
                Selection = """{"recipes":[{"name":"web","semanticVersion":"1.x.0"}]}""",
                Images = "a web/1.7.0 2026-01-01 AVAILABLE\nb web/1.7.1 2026-01-01 AVAILABLE\nc web/11.7.0 2026-01-01 AVAILABLE",
            },
            "Delete a, Keep b, Keep c"),
        ["A tag map selects images with any of its pairs, exactly"] = (
            new()
            {
                Rules = DeleteOld,
                Selection = """{"tagMap":{"env":"dev","team":"a"}}""",
                Images = "a web/1.0.0 2026-01-04 AVAILABLE env=dev team=b\nb db/1.0.0 2026-01-03 AVAILABLE team=a\nc web/1.0.0 2026-01-02 AVAILABLE env=Dev\nd web/1.0.0 2026-01-01 AVAILABLE Env=dev",
            },
            "Delete a, Delete b, Keep c, Keep d"),
        ["Tags of AMIs do not select"] = (
            new()
            {
                Rules = DeleteOld,
                Selection = """{"tagMap":{"env":"dev"}}""",
                Images = "a web/1.0.0 2026-01-01 AVAILABLE",
                Outputs = """{"amis":[{"image":"ami-1","tags":{"env":"dev"}}]}""",
            },
            "Keep a"),
        ["An image that is still being built is left for the next run and takes no slot"] = (
            new()
            {
                Images = string.Join('\n', new[] { "PENDING", "CREATING", "BUILDING", "IMPORTING", "TESTING", "DISTRIBUTING", "INTEGRATING" }
                    .Select(status => $"{status} web/1.0.0 2026-03-01 {status}")) + "\na web/1.0.0 2026-01-02 AVAILABLE\nb web/1.0.0 2026-01-01 AVAILABLE",
            },
            "Keep PENDING, Keep CREATING, Keep BUILDING, Keep IMPORTING, Keep TESTING, Keep DISTRIBUTING, Keep INTEGRATING, Keep a, Delete b"),
        ["Rules are asked deprecate, disable, delete, whatever their order, and one acts on an image"] = (
            new() { Rules = $"{DeleteOld},{DisableOld},{DeprecateOld}", Images = "a web/1.0.0 2026-01-01 AVAILABLE\nb web/1.0.0 2026-01-01 DEPRECATED\nc web/1.0.0 2026-01-01 DISABLED" },
            "Deprecate a, Disable b, Delete c"),
        ["Deprecate passes over deprecated, disabled, failed and cancelled images"] = (
            new() { Rules = DeprecateOld, Images = "a web/1.0.0 2026-01-01 AVAILABLE\nb web/1.0.0 2026-01-01 DEPRECATED\nc web/1.0.0 2026-01-01 DISABLED\nd web/1.0.0 2026-01-01 FAILED\ne web/1.0.0 2026-01-01 CANCELLED" },
            "Deprecate a, Keep b, Keep c, Keep d, Keep e"),
        ["Disable passes over disabled, failed and cancelled images"] = (
            new() { Rules = DisableOld, Images = "a web/1.0.0 2026-01-01 AVAILABLE\nb web/1.0.0 2026-01-01 DEPRECATED\nc web/1.0.0 2026-01-01 DISABLED\nd web/1.0.0 2026-01-01 FAILED\ne web/1.0.0 2026-01-01 CANCELLED" },
            "Disable a, Disable b, Keep c, Keep d, Keep e"),
        ["Delete looks at every state"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 2026-01-01 AVAILABLE\nb web/1.0.0 2026-01-01 DEPRECATED\nc web/1.0.0 2026-01-01 DISABLED\nd web/1.0.0 2026-01-01 FAILED\ne web/1.0.0 2026-01-01 CANCELLED\nf web/1.0.0 2026-01-01 DELETED" },
            "Delete a, Delete b, Delete c, Delete d, Delete e, Delete f"),
        ["Older means more than the threshold"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 2026-03-01T12:00:00 AVAILABLE\nb web/1.0.0 2026-03-01T11:59:59 AVAILABLE" },
            "Keep a, Delete b"),
        ["An exclusion tag keeps an image from deprecation with all its outputs"] = (
            new()
            {
                Rules = """{"action":{"type":"DEPRECATE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":10,"unit":"DAYS"}""" + KeepTag + "}",
                Images = "a web/1.0.0 2026-01-02 AVAILABLE keep=yes\nb web/1.0.0 2026-01-01 AVAILABLE keep=no",
                Outputs = """{"amis":[{"image":"ami-1"}]}""",
            },
            "Skip a, Deprecate b"),
        ["An exclusion tag keeps an image from being disabled"] = (
            new() { Rules = DisableOld.Insert(DisableOld.Length - 1, KeepTag), Images = "a web/1.0.0 2026-01-02 DEPRECATED keep=yes\nb web/1.0.0 2026-01-01 DEPRECATED" },
            "Skip a, Disable b"),
        ["Deprecate and disable ask for the age before the exclusion tags"] = (
            new()
            {
                Rules = DeprecateOld.Insert(DeprecateOld.Length - 1, KeepTag) + "," + DisableOld.Insert(DisableOld.Length - 1, KeepTag),
                Images = "a web/1.0.0 2026-03-30 AVAILABLE keep=yes\nb web/1.0.0 2026-03-29 DEPRECATED keep=yes",
            },
            "Keep a, Keep b"),
        ["Delete asks for the age before the exclusion tags"] = (
            new() { Rules = DeleteOld.Insert(DeleteOld.Length - 1, KeepTag), Images = "a web/1.0.0 2026-03-30 AVAILABLE keep=yes" },
            "Keep a"),
        ["An exclusion tag matches key and value exactly"] = (
            new()
            {
                Rules = DeleteOld.Insert(DeleteOld.Length - 1, KeepTag),
                Images = "a web/1.0.0 2026-01-03 AVAILABLE keep=yes\nb web/1.0.0 2026-01-02 AVAILABLE Keep=yes\nc web/1.0.0 2026-01-01 AVAILABLE keep=Yes",
            },
            "Skip a, Delete b, Delete c"),
        ["An exclusion tag keeps an image from deletion with all its outputs"] = (
            new()
            {
                Rules = """{"action":{"type":"DELETE","includeResources":{"amis":true,"snapshots":true}},"filter":{"type":"COUNT","value":1}""" + KeepTag + "}",
                Images = "b web/1.0.0 2026-01-01 AVAILABLE keep=yes\na web/1.0.0 2026-01-02 AVAILABLE",
                Outputs = """{"amis":[{"image":"ami-1","snapshotIds":["snap-1"]}]}""",
            },
            "Keep a, Skip b"),
        ["An exclusion tag keeps no failed or cancelled image"] = (
            new() { Rules = DeleteOld.Insert(DeleteOld.Length - 1, KeepTag), Images = "a web/1.0.0 2026-01-01 FAILED keep=yes\nb web/1.0.0 2026-01-01 CANCELLED keep=yes" },
            "Delete a, Delete b"),
        ["An image that is already gone counts as deleted, and no tag skips it"] = (
            new() { Rules = DeleteOld.Insert(DeleteOld.Length - 1, KeepTag), Images = "a web/1.0.0 2026-01-02 DELETED\nb web/1.0.0 2026-01-01 DELETED keep=yes" },
            "Delete a, Delete b"),
        ["An exclusion tag of one rule does not keep the image from the next rule"] = (
            new() { Rules = DeprecateOld.Insert(DeprecateOld.Length - 1, KeepTag) + "," + DeleteOld, Images = "a web/1.0.0 2026-01-01 AVAILABLE keep=yes" },
            "Delete a"),
        ["Failed and cancelled images qualify always and take no slot"] = (
            new() { Images = "a web/1.0.0 2026-03-30 FAILED\nb web/1.0.0 2026-03-29 CANCELLED\nc web/1.0.0 2026-03-28 AVAILABLE" },
            "Delete a, Delete b, Keep c"),
        ["Failed and cancelled images take no slot of an AGE rule"] = (
            new() { Rules = DeleteOldRetainOne, Images = "a web/1.0.0 2026-03-30 FAILED\nb web/1.0.0 2026-03-29 CANCELLED\nc web/1.0.0 2026-01-02 AVAILABLE\nd web/1.0.0 2026-01-01 AVAILABLE" },
            "Delete a, Delete b, Keep c, Delete d"),
        ["A failed image below the age of the rule is deleted"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 2026-03-30 FAILED\nb web/1.0.0 2026-03-30 AVAILABLE" },
            "Delete a, Keep b"),
        ["A failed image needs no creation date"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 - FAILED" },
            "Delete a"),
        ["The newest images fill an AGE rule's slots"] = (
            new() { Rules = DeleteOldRetainOne, Images = "a web/1.0.0 2026-01-02 AVAILABLE\nb web/1.0.0 2026-01-01 AVAILABLE" },
            "Keep a, Delete b"),
        ["An image below the age takes a slot too"] = (
            new() { Rules = DeleteOldRetainOne, Images = "a web/1.0.0 2026-03-30 AVAILABLE\nb web/1.0.0 2026-01-01 AVAILABLE" },
            "Keep a, Delete b"),
        ["An image that another rule takes in this run keeps its slot"] = (
            new() { Rules = DeprecateOld + """,{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1}}""", Images = "a web/1.0.0 2026-01-02 AVAILABLE\nb web/1.0.0 2026-01-01 DEPRECATED" },
            "Deprecate a, Delete b"),
        ["An image in a slot stays and is not asked for its tags"] = (
            new() { Rules = """{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1}""" + KeepTag + "}", Images = "a web/1.0.0 2026-01-02 AVAILABLE keep=yes\nb web/1.0.0 2026-01-01 AVAILABLE" },
            "Keep a, Delete b"),
        ["A tag-excluded image beyond the slots takes none and changes nobody else's"] = (
            new() { Rules = """{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1}""" + KeepTag + "}", Images = "a web/1.0.0 2026-01-03 AVAILABLE\nb web/1.0.0 2026-01-02 AVAILABLE keep=yes\nc web/1.0.0 2026-01-01 AVAILABLE" },
            "Keep a, Skip b, Delete c"),
        ["Retention counts each recipe name and exact version by itself, also under a wildcard"] = (
            new() { Images = "a web/1.0.0 2026-01-04 AVAILABLE\nb web/1.1.0 2026-01-03 AVAILABLE\nc web/1.0.0 2026-01-02 AVAILABLE\nd web/1.1.0 2026-01-01 AVAILABLE" },
            "Keep a, Keep b, Delete c, Delete d"),
        ["The slots of an AGE rule count each recipe name and exact version by itself"] = (
            new() { Rules = DeleteOldRetainOne, Images = "a web/1.0.0 2026-01-04 AVAILABLE\nb web/1.1.0 2026-01-03 AVAILABLE\nc web/1.0.0 2026-01-02 AVAILABLE\nd db/1.0.0 2026-01-01 AVAILABLE", Selection = """{"recipes":[{"name":"web","semanticVersion":"x.x.x"},{"name":"db","semanticVersion":"1.0.0"}]}""" },
            "Keep a, Keep b, Delete c, Keep d"),
        ["Retention counts each recipe by itself under a tag map"] = (
            new() { Selection = """{"tagMap":{"env":"dev"}}""", Images = "a web/1.0.0 2026-01-04 AVAILABLE env=dev\nb db/1.0.0 2026-01-03 AVAILABLE env=dev\nc web/1.0.0 2026-01-02 AVAILABLE env=dev" },
            "Keep a, Keep b, Delete c"),
        ["A month after 31 January is the last day of February"] = (
            new()
            {
                Rules = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":1,"unit":"MONTHS"}}""",
                Time = Scenario.At("2026-02-28T12:00:01"),
                Images = "a web/1.0.0 2026-01-31 AVAILABLE\nb web/1.0.0 2026-02-01 AVAILABLE",
            },
            "Keep b, Delete a"),
        ["A year is a calendar year"] = (
            new() { Rules = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":2,"unit":"YEARS"}}""", Images = "a web/1.0.0 2024-03-31 AVAILABLE\nb web/1.0.0 2024-03-30 AVAILABLE" },
            "Keep a, Delete b"),
        ["A week is 7 days"] = (
            new() { Rules = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":2,"unit":"WEEKS"}}""", Images = "a web/1.0.0 2026-03-17 AVAILABLE\nb web/1.0.0 2026-03-16 AVAILABLE" },
            "Keep a, Delete b"),
        ["Without a creation date nothing is guessed"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 - AVAILABLE" },
            "Unknown a"),
        ["Without a state nothing is guessed"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 2026-01-01 -\nb web/1.0.0 2026-01-01 NEWER" },
            "Unknown a, Unknown b"),
        ["Without a state a young image may be a failed one"] = (
            new() { Rules = DeleteOld, Images = "a web/1.0.0 2026-03-30 -" },
            "Unknown a"),
        ["Without a state an image in a slot may be a failed one, and holds its slot"] = (
            new() { Images = "a web/1.0.0 2026-03-02 -\nb web/1.0.0 2026-03-01 AVAILABLE" },
            "Unknown a, Delete b"),
        ["Without a state an image with an exclusion tag may be a failed one"] = (
            new() { Rules = DeleteOld.Insert(DeleteOld.Length - 1, KeepTag), Images = "a web/1.0.0 2026-01-01 - keep=yes" },
            "Unknown a"),
        ["Without a state a young image is deprecated in no case"] = (
            new() { Rules = DeprecateOld, Images = "a web/1.0.0 2026-03-30 -" },
            "Keep a"),
    };

    public static TheoryData<string> Sentences => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_run_decides_by_the_sentence(string sentence) =>
        Assert.Equal(Table[sentence].Expected, Table[sentence].Scenario.Decisions());

    [Fact]
    public void Reasons_say_why()
    {
        var failed = Table["A failed image below the age of the rule is deleted"].Scenario;
        var young = Table["An image below the age takes a slot too"].Scenario;

        Assert.Equal("newest 1 of recipe web 1.0.0", Table["The newest images fill an AGE rule's slots"].Scenario.ReasonOf("a"));
        Assert.Equal("89 days old, older than 30 DAYS; beyond the newest 1 of recipe web 1.0.0", Table["The newest images fill an AGE rule's slots"].Scenario.ReasonOf("b"));
        Assert.Equal("unknown: date created", Table["Without a creation date nothing is guessed"].Scenario.ReasonOf("a"));
        Assert.Equal("unknown: state", Table["Without a state a young image may be a failed one"].Scenario.ReasonOf("a"));
        Assert.Equal("image tagged keep=yes", Table["An exclusion tag keeps an image from deprecation with all its outputs"].Scenario.ReasonOf("a"));
        Assert.Equal("failed: qualifies always and takes no retention slot", failed.ReasonOf("a"));
        Assert.Equal("89 days old, older than 30 DAYS; beyond the newest 1 of recipe web 1.0.0", young.ReasonOf("b"));
    }

    [Fact]
    public void A_failed_image_that_an_exclusion_tag_matches_says_what_is_open()
    {
        var scenario = Table["An exclusion tag keeps no failed or cancelled image"].Scenario;
        var decision = scenario.Decide()[1];

        Assert.Equal(nameof(LifecycleAssumptions.TagOfFailed), decision.Assumptions);
        Assert.Equal(
            "cancelled: qualifies always and takes no retention slot; tagged keep=yes, but the guide leaves open whether an exclusion tag "
                + "keeps a cancelled image (assumed is the variant that deletes more)",
            decision.Reason);
    }

    [Theory]
    [InlineData(1, "a b", "01 01")]
    [InlineData(2, "b c", "03 02 02")]
    [InlineData(1, "b c d", "01 01 01", "FAILED")]
    [InlineData(1, "", "02 01 01")]
    [InlineData(2, "", "02 02 01")]
    [InlineData(3, "", "01 01 01")]
    [InlineData(1, "", "- - 01")]
    public void Images_of_one_moment_on_both_sides_of_the_last_slot_say_so(int slots, string tied, string days, string? first = null)
    {
        var dates = days.Split(' ').Select(day => day == "-" ? day : "2026-01-" + day).ToList();
        if (first is not null)
            dates.Insert(0, dates[0]);
        var scenario = new Scenario
        {
            Rules = DeleteOldRetainOne.Replace("\"retainAtLeast\":1", $"\"retainAtLeast\":{slots}"),
            Images = string.Join('\n', dates.Select((date, index) => $"{"abcd"[index]} web/1.0.0 {date} {(index == 0 && first is not null ? first : "AVAILABLE")}"))
                + "\no web/2.0.0 2026-01-01 AVAILABLE\np web/2.0.0 2025-01-01 DELETED",
        };

        var said = scenario.Decide().Where(decision => decision.Decision.Assumptions.HasFlag(LifecycleAssumptions.SameMoment)).ToList();

        Assert.Equal(tied, string.Join(' ', said.Select(decision => decision.ResourceId).Order()));
        Assert.All(said, decision => Assert.EndsWith("; images of the same moment compete for the last slot, and AWS does not say which stays", decision.Reason));
    }

    [Theory]
    [InlineData("AMI_IMAGE", DeleteOld + "," + DeleteOldRetainOne, "policyDetails[1].action.type")]
    [InlineData("AMI_IMAGE", """{"action":{"type":"DEPRECATE"},"filter":{"type":"COUNT","value":1}}""", "policyDetails[0].filter.type")]
    [InlineData("AMI_IMAGE", """{"action":{"type":"DISABLE","includeResources":{"amis":true,"snapshots":true}},"filter":{"type":"AGE","value":1,"unit":"DAYS"}}""", "policyDetails[0].action.includeResources.snapshots")]
    [InlineData("AMI_IMAGE", """{"action":{"type":"DELETE","includeResources":{"snapshots":true}},"filter":{"type":"COUNT","value":1}}""", "policyDetails[0].action.includeResources.snapshots")]
    [InlineData("CONTAINER_IMAGE", DisableOld, "policyDetails[0].action.type")]
    public void A_policy_that_the_service_refuses_is_refused_with_the_path(string type, string rules, string path)
    {
        var scenario = new Scenario { Type = type, Rules = rules };

        Assert.StartsWith(path + ": ", Assert.Throws<ArgumentException>(() => scenario.Decisions()).Message);
    }
}
