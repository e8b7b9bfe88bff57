using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Explanation;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleExplainerTests
{
    private const string Rules = """
        {"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":30,"unit":"DAYS","retainAtLeast":1},
         "exclusionRules":{"amis":{"isPublic":true}}},
        {"action":{"type":"DISABLE"},"filter":{"type":"AGE","value":20,"unit":"DAYS"},"exclusionRules":{"tagMap":{"keep":"yes"}}}
        """;

    [Fact]
    public void Rules_are_explained_in_the_order_of_a_run_and_the_outputs_of_the_one_that_acts()
    {
        var scenario = new Scenario
        {
            Rules = Rules,
            Images = "old web/1.0.0 2026-01-01 AVAILABLE keep=yes\nnew web/1.0.0 2026-03-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","isPublic":true}]}""",
        };

        Assert.Equal(
            [
                "resourceSelection: Selected, recipe web 1.0.0 matches an entry of recipes",
                "policyDetails[1] DISABLE: Skip, image tagged keep=yes",
                "policyDetails[0] DELETE: Delete, 89 days old, older than 30 DAYS; beyond the newest 1 of recipe web 1.0.0",
                "ami-1: Skip, AMI is public; left unmanaged: its image resource is deleted, no policy manages it any more, and its costs continue",
            ],
            Explain(scenario, 0));
    }

    [Fact]
    public void A_rule_after_the_one_that_acts_is_not_asked_and_says_what_it_would_do()
    {
        var scenario = new Scenario { Rules = Rules, Images = "new web/1.0.0 2026-03-01 AVAILABLE\nold web/1.0.0 2026-01-01 AVAILABLE" };

        Assert.Equal(
            "policyDetails[0] DELETE: NotAsked, policyDetails[1] DISABLE acts in this run; by itself: Delete, 89 days old, older than 30 DAYS; beyond the newest 1 of recipe web 1.0.0; unknown: AMIs",
            Explain(scenario, 1)[2]);
    }

    [Fact]
    public void An_image_that_stays_has_the_reason_of_every_rule()
    {
        var scenario = new Scenario { Rules = Rules, Images = "new web/1.0.0 2026-03-20 AVAILABLE" };

        Assert.Equal(
            [
                "resourceSelection: Selected, recipe web 1.0.0 matches an entry of recipes",
                "policyDetails[1] DISABLE: Keep, 11 days old, not older than 20 DAYS",
                "policyDetails[0] DELETE: Keep, 11 days old, not older than 30 DAYS",
            ],
            Explain(scenario, 0));
    }

    [Theory]
    [InlineData("""{"recipes":[{"name":"web","semanticVersion":"2.x.x"}]}""", "recipe web is selected in version 2.x.x, and the image's is 1.0.0")]
    [InlineData("""{"recipes":[{"name":"api","semanticVersion":"x.x.x"}]}""", "the image's recipe is web 1.0.0, and the policy selects api x.x.x")]
    [InlineData("""{"recipes":[{"name":"Web","semanticVersion":"x.x.x"}]}""", "the image's recipe is web 1.0.0, and the policy selects Web x.x.x: upper and lower case matter")]
    [InlineData("""{"tagMap":{"team":"api"}}""", "the image resource has none of the tags team=api (its tag team has the value web). A pipeline's imageTags are on images of scheduled builds only")]
    [InlineData("""{"tagMap":{"stage":"dev"}}""", "the image resource has none of the tags stage=dev. Its AMI ami-1 has one, but only tags of the image resource count")]
    [InlineData("{}", "the policy selects nothing")]
    public void An_image_that_is_not_selected_is_told_what_would_have_to_hold(string selection, string reason)
    {
        var scenario = new Scenario
        {
            Rules = Rules,
            Selection = selection,
            Images = "i web/1.0.0 2026-01-01 AVAILABLE team=web",
            Outputs = """{"amis":[{"image":"ami-1"}]}""",
            Facts = [new AmiFact { AmiId = "ami-1", Tags = new() { ["stage"] = "dev" } }],
        };

        Assert.Equal([$"resourceSelection: NotSelected, {reason}"], Explain(scenario, 0));
    }

    [Fact]
    public void A_policy_for_containers_selects_no_AMI_image()
    {
        var scenario = new Scenario { Images = "i web/1.0.0 2026-01-01 AVAILABLE", Type = "CONTAINER_IMAGE" };
        var image = scenario.Given[0];
        image.Type = "AMI";

        Assert.Equal(
            ["resourceSelection: NotSelected, the policy is for container images, and this is an AMI image"],
            new LifecycleExplainer(scenario.Policy, scenario.Given, scenario.Time).Explain(image).Select(row => row.ToString()));
    }

    private static string[] Explain(Scenario scenario, int index) =>
    [
        .. new LifecycleExplainer(scenario.Policy, scenario.Given, scenario.Time, scenario.Index).Explain(scenario.Given[index]).Select(row => row.ToString()),
    ];
}
