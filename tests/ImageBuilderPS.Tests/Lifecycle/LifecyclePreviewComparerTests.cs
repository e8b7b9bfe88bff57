using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Comparison;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecyclePreviewComparerTests
{
    private const string Image = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/1";

    [Fact]
    public void A_run_that_did_what_was_previewed_agrees()
    {
        var result = Compare(
            [Decision("Image", Image, "Delete"), Decision("Ami", "ami-1", "Delete"), Decision("Snapshot", "snap-1", "Delete"), Decision("Ami", "ami-2", "Skip", "Unmanaged")],
            Resource(Image, "DELETE", "SUCCESS"),
            [
                Resource("ami-1", "DELETE", "SUCCESS", snapshots: [Snapshot("snap-1", "SUCCESS")]),
                Resource("ami-2", "DELETE", "SKIPPED"),
            ]);

        Assert.Equal("4 of 4 resources were as previewed (100 %)", result.ToString());
        Assert.True(result.IsSame);
    }

    [Theory]
    [InlineData("Refused", "FAILED")]
    [InlineData("SharedSnapshot", "SKIPPED")]
    [InlineData("Success", "SUCCESS")]
    public void Each_outcome_is_a_status_of_the_execution(string outcome, string status)
    {
        var result = Compare(
            [Decision("Image", Image, "Delete"), Decision("Ami", "ami-1", "Delete"), Decision("Snapshot", "snap-1", "Delete", outcome)],
            Resource(Image, "DELETE", "SUCCESS"),
            [Resource("ami-1", "DELETE", "SUCCESS", snapshots: [Snapshot("snap-1", status)])]);

        Assert.True(result.IsSame, string.Join('\n', result.Differences));
    }

    [Fact]
    public void What_differs_names_both_sides_and_the_guide()
    {
        var result = Compare(
            [Decision("Image", Image, "Delete"), Decision("Ami", "ami-1", "Delete"), Decision("Ami", "ami-3", "Skip", kind: "AmiPublic")],
            Resource(Image, "DELETE", "FAILED", reason: "ami-1: no"),
            [Resource("ami-1", "DELETE", "FAILED", reason: "no"), Resource("ami-2", "DELETE", "SUCCESS")]);

        Assert.Equal("0 of 4 resources were as previewed (0 %)", result.ToString());
        Assert.Equal(
            [
                $"Image {Image}: previewed DELETE SUCCESS, was DELETE FAILED",
                "Ami ami-1: previewed DELETE SUCCESS, was DELETE FAILED",
                "Ami ami-2: previewed nothing, was DELETE SUCCESS",
                "Ami ami-3: previewed SKIPPED, was nothing",
            ],
            result.Differences.Select(difference => difference.ToString()));
        Assert.Equal(("goes with its image", "no"), (result.Differences[1].ExpectedReason, result.Differences[1].ActualReason));
        Assert.Equal("Execution: AMI exclusions are asked in the order region, public, tags, shared accounts, last launched.", result.Differences[3].Guide);
        Assert.All(result.Differences, difference => Assert.NotEmpty(difference.Guide));
    }

    [Fact]
    public void An_image_that_was_to_be_kept_says_why_the_preview_kept_it()
    {
        var keep = Decision("Image", Image, "Keep");
        keep.Reason = "newest 1 of recipe web 1.0.0";

        var difference = Assert.Single(Compare([keep], Resource(Image, "DELETE", "SUCCESS"), []).Differences);

        Assert.Equal(("nothing", "newest 1 of recipe web 1.0.0"), (difference.Expected, difference.ExpectedReason));
    }

    [Fact]
    public void What_the_preview_left_open_is_not_compared()
    {
        var result = Compare(
            [
                Decision("Image", Image, "Delete"), Decision("Ami", "ami-1", "Unknown"), Decision("Ami", "ami-2", "Delete", "Unknown"),
                Decision("Snapshot", null, "Delete", "Unknown", ami: "ami-2"),
            ],
            Resource(Image, "DELETE", "SUCCESS"),
            [
                Resource("ami-1", "DELETE", "FAILED"),
                Resource("ami-2", "DELETE", "SUCCESS", snapshots: [Snapshot("snap-1", "SUCCESS"), Snapshot("snap-2", "SUCCESS")]),
            ]);

        Assert.Equal("1 of 1 resources were as previewed (100 %); the preview left 3 open", result.ToString());
    }

    [Fact]
    public void Containers_are_compared_by_their_URI()
    {
        var output = Resource("x", "DELETE", "SUCCESS");
        output.ImageUris = ["repo:1"];

        Assert.True(Compare([Decision("Image", Image, "Delete"), Decision("Container", "repo:1", "Delete", region: "us-east-1")], Resource(Image, "DELETE", "SUCCESS"), [output]).IsSame);
    }

    [Fact]
    public void The_percentage_is_100_only_when_all_agree()
    {
        var decisions = Enumerable.Range(0, 2000).Select(i => Decision("Ami", $"ami-{i}", "Delete")).Append(Decision("Image", Image, "Delete")).ToArray();
        var outputs = Enumerable.Range(0, 2000).Select(i => Resource($"ami-{i}", "DELETE", i == 7 ? "FAILED" : "SUCCESS")).ToArray();

        Assert.Equal(99.9, Compare(decisions, Resource(Image, "DELETE", "SUCCESS"), outputs).Percent);
    }

    [Fact]
    public void Decisions_of_two_runs_are_refused()
    {
        var (first, second) = (Decision("Image", Image, "Delete"), Decision("Image", Image, "Keep"));
        (first.At, second.At) = (Scenario.Noon, Scenario.Noon.AddDays(1));

        Assert.Contains("expected those of one run", Assert.Throws<ArgumentException>(() => new LifecyclePreviewComparer([first, second])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_decision_is_refused() =>
        Assert.Contains("expected the output of Get-IBLifecyclePreview", Assert.Throws<ArgumentException>(() => new LifecyclePreviewComparer([new()])).Message, StringComparison.Ordinal);

    private static LifecyclePreviewTest Compare(PreviewedResource[] preview, LifecycleExecutionResource image, LifecycleExecutionResource[] outputs) =>
        new LifecyclePreviewComparer(preview).Compare("lce-1", [(image, outputs)]);

    private static PreviewedResource Decision(
        string type, string? id, string action, string outcome = "Success", string? ami = null, string kind = "OutputOfImage", string region = "us-east-1") => new()
    {
        ResourceType = type,
        ResourceId = id,
        Action = action,
        Outcome = outcome,
        ImageArn = Image,
        AmiId = type switch { "Ami" => id, "Snapshot" => ami ?? "ami-1", _ => null },
        Region = region,
        ReasonKind = kind,
        Reason = "goes with its image",
    };

    private static LifecycleExecutionResource Resource(
        string id, string action, string status, string? reason = null, LifecycleExecutionSnapshotResource[]? snapshots = null) => new()
    {
        ResourceId = id,
        Region = "us-east-1",
        Action = new() { Name = action },
        State = new() { Status = status, Reason = reason },
        Snapshots = snapshots,
    };

    private static LifecycleExecutionSnapshotResource Snapshot(string id, string status) => new() { SnapshotId = id, State = new() { Status = status } };
}
