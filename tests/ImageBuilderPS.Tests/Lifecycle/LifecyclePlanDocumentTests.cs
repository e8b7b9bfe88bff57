using System.Text.Json.Nodes;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>Plans as files, and what they are worth when they come back.</summary>
public sealed class LifecyclePlanDocumentTests
{
    [Fact]
    public void A_plan_comes_back_as_it_was_written()
    {
        var plan = new PlanScenario { Fact = fact => fact.InUseBy = [new() { Name = "lt-1" }], Options = new() { AllowInUse = true, MaximumDeletePercent = 100 } }.Plan();
        var text = LifecyclePlanDocument.Write(plan);

        var read = LifecyclePlanDocument.Read(text);

        Assert.Equal(text, LifecyclePlanDocument.Write(read));
        Assert.Equal(plan.ToString(), read.ToString());
        Assert.False(LifecyclePlanDocument.IsChanged(read));
        Assert.Equal(PlanScenario.Decisions(plan), PlanScenario.Decisions(read));
    }

    [Fact]
    public void Each_decision_has_a_line_of_its_own()
    {
        var plan = new PlanScenario().Plan();

        var lines = LifecyclePlanDocument.Write(plan).Split('\n').Count(line => line.Contains("\"resourceType\":\"", StringComparison.Ordinal));

        Assert.Equal(plan.Policies![0].Decisions!.Length, lines);
    }

    [Fact]
    public void The_same_account_gives_the_same_digests_in_whatever_order_it_is_read()
    {
        var scenario = new PlanScenario();
        var reversed = new LifecyclePlanner(scenario.Options, [.. scenario.Given.Reverse()], [.. scenario.Facts!.Reverse()], scenario.Now)
            .Create([new(PlanScenario.Policy(scenario.After, "ENABLED"), scenario.Live)]);
        var plan = scenario.Plan();

        Assert.Equal((plan.ImagesDigest, plan.FactsDigest, plan.Policies![0].LiveDigest), (reversed.ImagesDigest, reversed.FactsDigest, reversed.Policies![0].LiveDigest));
        Assert.True(LifecyclePlanDrift.IsNone(plan, scenario.Given, scenario.Facts));
        Assert.False(LifecyclePlanDrift.IsNone(plan, new PlanScenario { Images = "a web/1.0.0 2026-03-30 AVAILABLE" }.Given, scenario.Facts));
        Assert.False(LifecyclePlanDrift.IsNone(plan, scenario.Given, new PlanScenario { Fact = fact => fact.IsPublic = true }.Facts));
    }

    [Fact]
    public void A_plan_has_the_role_that_its_apply_assumes_and_without_one_the_text_is_as_before()
    {
        var read = LifecyclePlanDocument.Read(LifecyclePlanDocument.Write(new PlanScenario { Options = OfRole }.Plan()));

        Assert.Equal((OfRole.RoleArn, OfRole.ExternalId), (read.RoleArn, read.ExternalId));
        Assert.Equal("111122223333", read.AccountId);
        Assert.DoesNotContain("externalId", LifecyclePlanDocument.Write(new PlanScenario().Plan()), StringComparison.Ordinal);
    }

    // Every value of the file, changed one at a time.
    [Fact]
    public void A_value_that_was_changed_is_found()
    {
        var text = LifecyclePlanDocument.Write(new PlanScenario { Options = OfRole }.Plan());
        // What is worked out again on each read, and the times that a plan does not compare.
        string[] computed = ["hasChanges", "isBlocked", "isNew"];
        var found = 0;
        foreach (var (path, root) in Changed(text, computed))
        {
            var error = Assert.Throws<ContractJsonException>(() => LifecyclePlanDocument.Read(root.ToJsonString()));
            Assert.True(error.Path.StartsWith('$'), path);
            found++;
        }
        Assert.InRange(found, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("{}", "$", "expected a plan that New-IBLifecyclePlan -Path wrote")]
    [InlineData("[]", "$", "line 1")]
    [InlineData("nothing", "$", "line 1")]
    public void What_is_no_plan_is_an_error(string text, string path, string message)
    {
        var error = Assert.Throws<ContractJsonException>(() => LifecyclePlanDocument.Read(text));

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_another_version_is_an_error()
    {
        var text = LifecyclePlanDocument.Write(new PlanScenario().Plan()).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal);

        Assert.Equal("$.version", Assert.Throws<ContractJsonException>(() => LifecyclePlanDocument.Read(text)).Path);
    }

    private static LifecyclePlanOptions OfRole => new()
    {
        Caller = new("111122223333", "arn:aws:sts::111122223333:assumed-role/Reader/ImageBuilderPS"),
        Region = "us-east-1",
        RoleArn = "arn:aws:iam::111122223333:role/Reader",
        ExternalId = "fleet-1",
        MaximumDeletePercent = 100,
    };

    private static IEnumerable<(string Path, JsonNode Root)> Changed(string text, string[] but)
    {
        foreach (var path in Values(JsonNode.Parse(text)!).Where(value => !but.Contains(value.GetPropertyNameOrNull())).Select(value => value.GetPath()).ToList())
        {
            var root = JsonNode.Parse(text)!;
            var value = Values(root).Single(value => value.GetPath() == path);
            value.ReplaceWith(value.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.Number => JsonValue.Create(value.GetValue<decimal>() + 1),
                System.Text.Json.JsonValueKind.True => JsonValue.Create(false),
                System.Text.Json.JsonValueKind.False => JsonValue.Create(true),
                _ => JsonValue.Create(DateTimeOffset.TryParse(value.GetValue<string>(), out var time) && value.GetValue<string>().EndsWith('Z')
                    ? time.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture)
                    : value.GetValue<string>() + "x"),
            });
            yield return (path, root);
        }
    }

    private static IEnumerable<JsonNode> Values(JsonNode node) => node switch
    {
        JsonObject map => map.Where(member => member.Value is not null).SelectMany(member => Values(member.Value!)),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => Values(item!)),
        _ => [node],
    };
}

internal static class JsonNodeExtensions
{
    public static string? GetPropertyNameOrNull(this JsonNode node) => node.Parent is JsonObject ? node.GetPropertyName() : null;
}
