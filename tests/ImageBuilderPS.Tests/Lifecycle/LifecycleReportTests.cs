using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Tests.Support;
using Json.Schema;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>The report behind all forms, and the form that is the report itself.</summary>
public sealed class LifecycleReportTests
{
    private const string ImageArn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.2.3/4";

    // The schema registers its own id, so it is read once.
    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromFile(Path.Combine(Repository.Root, "docs", "lifecycle-report.schema.json")));

    public static TheoryData<string> Kinds => ["Plan", "Preview", "Execution", "Empty", "Fleet", "Unread"];

    [Fact]
    public void The_totals_of_a_preview_are_those_of_its_decisions()
    {
        var decisions = new ReportSample(500).Decide();
        var expected = LifecycleTotals.From(decisions);

        var totals = LifecycleReportBuilder.From(decisions).Totals;

        Assert.Equal(expected.ToLine(), totals.Line);
        Assert.Equal(
            (expected.Deleted(LifecycleResourceType.Image), expected.Deleted(LifecycleResourceType.Ami), expected.Deleted(LifecycleResourceType.Snapshot), expected.InUse, expected.Refused),
            (totals.DeletedImages, totals.DeletedAmis, totals.DeletedSnapshots, totals.InUse, totals.Refused));
        Assert.Equal((expected.FreedBytes, expected.MaxMonthlyCost), (totals.FreedBytes, totals.MaxMonthlyCost));
    }

    [Fact]
    public void The_totals_of_a_plan_of_one_policy_are_those_of_the_policy()
    {
        var plan = new ReportSample(300).Plan();
        var expected = plan.Policies![0].TotalsAfter!;

        var report = LifecycleReportBuilder.From(plan);

        Assert.Equal(
            (expected.DeletedImages, expected.DeletedAmis, expected.DeletedSnapshots, expected.InUse, expected.Refused, expected.FreedBytes),
            (report.Totals.DeletedImages, report.Totals.DeletedAmis, report.Totals.DeletedSnapshots, report.Totals.InUse, report.Totals.Refused, report.Totals.FreedBytes));
        Assert.True(report.Totals.NewDeletions > 0);
        Assert.Equal("Lifecycle plan: tidy", report.Title);
        Assert.True(report.IsBlocked);
    }

    [Fact]
    public void A_resource_on_which_two_policies_act_in_the_same_way_counts_once()
    {
        var sample = new ReportSample(100);
        var one = LifecycleReportBuilder.From(sample.Plan());
        var plan = sample.Plan();
        typeof(LifecyclePlan).GetProperty(nameof(LifecyclePlan.Policies))!.SetValue(plan, new[] { plan.Policies![0], plan.Policies[0] });

        var two = LifecycleReportBuilder.From(plan);

        Assert.Equal(one.Totals.DeletedImages, two.Totals.DeletedImages);
        Assert.Equal(2 * one.Rows.Length, two.Rows.Length);
        Assert.Equal(2 * one.Calendar[0].DeletedImages, two.Calendar[0].DeletedImages);
    }

    [Fact]
    public void Deletions_come_first_and_what_is_kept_last()
    {
        var effects = LifecycleReportBuilder.From(new ReportSample(200).Decide()).Rows.Select(row => row.Effect).Distinct();

        Assert.Equal(["Delete", "Disable", "Deprecate", "Refused", "Keep"], effects);
    }

    [Fact]
    public void An_execution_has_a_row_for_each_image_AMI_snapshot_and_container_image()
    {
        var report = Execution();

        Assert.Equal(
            ["Delete Image web/1.2.3/4", "Delete Ami ami-1", "Delete Snapshot snap-1", "Restore Image web/1.2.3/5", "Failed Snapshot snap-2", "Skip Container 1.dkr.ecr/web:1"],
            report.Rows.Select(row => $"{row.Effect} {row.ResourceType} {row.ShortId}"));
        Assert.All(report.Rows, row => Assert.Equal(("web", "1.2.3"), (row.RecipeName, row.RecipeVersion)));
        Assert.Equal("is in use", report.Rows[4].Reason);
        Assert.Equal("Deleted 1 image, 1 AMI, 1 snapshot; made available again: 1 resource; 1 failed.", report.Totals.Line);
        Assert.Equal(("123456789012", "us-east-1", "Lifecycle execution: tidy"), (report.AccountId, report.Region, report.Title));
    }

    [Fact]
    public void Outputs_without_their_image_have_no_recipe()
    {
        var report = LifecycleReportBuilder.From([(new LifecycleExecution(), [new LifecycleExecutionResource { ResourceId = "ami-1", State = new() { Status = "SUCCESS" } }])]);

        Assert.Null(report.Rows[0].RecipeName);
        Assert.Equal("Unknown", report.Rows[0].Effect);
        Assert.Equal("Lifecycle execution", report.Title);
    }

    [Fact]
    public void Ages_count_images_and_recipes_and_regions_count_everything()
    {
        var report = LifecycleReportBuilder.From(new ReportSample(400).Decide());

        Assert.Equal(400, report.Ages.Sum(age => age.Total));
        Assert.Equal(report.Rows.Length, report.Recipes.Sum(recipe => recipe.Total));
        Assert.Equal(report.Totals.InUse, report.Regions.Sum(region => region.InUse));
        Assert.Equal(["0 to 30 days", "31 to 90 days", "91 to 180 days", "181 to 365 days", "1 to 2 years", "over 2 years"], report.Ages.Select(age => age.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_JSON_follows_its_schema(string kind)
    {
        using var json = JsonDocument.Parse(JsonReport.Write(Report(kind)));

        var result = Schema.Value.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, string.Join("\n", (result.Details ?? []).Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}").Take(10)));
    }

    [Fact]
    public void The_JSON_schema_refuses_what_is_no_report()
    {
        var json = JsonNode.Parse(JsonReport.Write(Report("Plan")))!;
        json["rows"]![0]!["effect"] = "Destroy";
        json["isBlocked"] = "yes";
        using var document = JsonDocument.Parse(json.ToJsonString());

        Assert.False(Schema.Value.Evaluate(document.RootElement).IsValid);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_input_makes_the_same_text(string kind)
    {
        Assert.Equal(JsonReport.Write(Report(kind)), JsonReport.Write(Report(kind)));
        Assert.Equal(HtmlReport.Write(Report(kind)), HtmlReport.Write(Report(kind)));
        Assert.Equal(MarkdownReport.Write(Report(kind)), MarkdownReport.Write(Report(kind)));
    }

    internal static LifecycleReport Report(string kind) => kind switch
    {
        "Plan" => LifecycleReportBuilder.From(new ReportSample(150).Plan(description: "as agreed")),
        "Preview" => LifecycleReportBuilder.From(new ReportSample(150).Decide()),
        "Execution" => Execution(),
        "Fleet" => FleetReportTests.Fleet(),
        "Unread" => LifecycleReportBuilder.From(Array.Empty<LifecycleDecision>(), unread: [FleetReportTests.Denied]),
        _ => LifecycleReportBuilder.From(Array.Empty<LifecycleDecision>()),
    };

    private static LifecycleReport Execution()
    {
        LifecycleExecutionResource[] resources =
        [
            Resource(ImageArn, "DELETE", "SUCCESS"),
            With(Resource("ami-1", "DELETE", "SUCCESS"), [
                new() { SnapshotId = "snap-1", State = new() { Status = "SUCCESS" } },
                new() { SnapshotId = "snap-2", State = new() { Status = "FAILED", Reason = "is in use" } }]),
            Container(),
            Resource(ImageArn.Replace("/4", "/5", StringComparison.Ordinal), "AVAILABLE", "SUCCESS"),
        ];
        var execution = new LifecycleExecution
        {
            LifecycleExecutionId = "lce-1",
            LifecyclePolicyArn = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/tidy",
            State = new() { Status = "SUCCESS" },
            StartTime = Scenario.Noon,
        };
        return LifecycleReportBuilder.From([(execution, resources)]);

        static LifecycleExecutionResource With(LifecycleExecutionResource resource, LifecycleExecutionSnapshotResource[] snapshots)
        {
            resource.Snapshots = snapshots;
            return resource;
        }

        static LifecycleExecutionResource Container()
        {
            var container = Resource("1.dkr.ecr/web:1", "DELETE", "SKIPPED");
            container.ImageUris = ["1.dkr.ecr/web:1"];
            return container;
        }
    }

    private static LifecycleExecutionResource Resource(string id, string action, string status) => new()
    {
        ResourceId = id, AccountId = "123456789012", Region = "us-east-1", Action = new() { Name = action, Reason = "old" }, State = new() { Status = status },
    };
}
