using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Tests.Lifecycle;

public class PolicyUpdateTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_policy_is_an_empty_update()
    {
        var update = new PolicyUpdate(Policy(90).ToUpdateRequest(), Policy(90));

        Assert.True(update.IsEmpty);
        Assert.Null(update.Warning);
    }

    [Fact]
    public void A_policy_that_could_not_be_read_has_no_differences_and_is_not_empty()
    {
        var update = new PolicyUpdate(Policy(90).ToUpdateRequest(), live: null);

        Assert.Null(update.Differences);
        Assert.False(update.IsEmpty);
    }

    [Fact]
    public void An_update_without_a_status_warns_that_it_enables_a_disabled_policy()
    {
        var live = Policy(90);
        live.Status = LifecyclePolicyStatus.Disabled;
        var request = Policy(90).ToUpdateRequest();
        request.Status = null;

        Assert.StartsWith(
            "arn is DISABLED and this update has no status, which enables it; -Status DISABLED keeps it disabled.",
            new PolicyUpdate(request, live).Warning,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_run_is_counted_before_and_after()
    {
        var rows = new PolicyUpdate(Policy(30).ToUpdateRequest(), Policy(90)).CompareNextRun([Image(60), Image(100)], Now);

        Assert.Contains((LifecycleAction.Delete, LifecycleResourceType.Image, 1, 2), rows);
        Assert.Contains((LifecycleAction.Keep, LifecycleResourceType.Image, 1, 0), rows);
    }

    [Fact]
    public void What_the_next_run_did_before_is_unknown_for_a_policy_that_could_not_be_read()
    {
        var rows = new PolicyUpdate(Policy(30).ToUpdateRequest(), live: null).CompareNextRun([Image(60)], Now);

        Assert.Equal((LifecycleAction.Delete, LifecycleResourceType.Image, null, 1), Assert.Single(rows));
    }

    private static LifecyclePolicy Policy(int days) => new()
    {
        Arn = "arn",
        Status = LifecyclePolicyStatus.Enabled,
        ExecutionRole = "role",
        ResourceType = LifecyclePolicyResourceType.AmiImage,
        PolicyDetails =
        [
            new()
            {
                Action = new() { Type = LifecyclePolicyDetailActionType.Delete },
                Filter = new() { Type = LifecyclePolicyDetailFilterType.Age, Value = days, Unit = LifecyclePolicyTimeUnit.Days },
            },
        ],
        ResourceSelection = new() { Recipes = [new() { Name = "web", SemanticVersion = "x.x.x" }] },
    };

    private static Image Image(int age) => new()
    {
        Arn = $"arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/{age}",
        Type = ImageType.Ami,
        State = new() { Status = ImageStatus.Available },
        ImageRecipe = new() { Name = "web", Version = "1.0.0" },
        DateCreated = Now.AddDays(-age),
    };
}
