using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Tests.Client;

public class OptimisticUpdateTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly UpdateLifecyclePolicyRequest Request = new() { LifecyclePolicyArn = "arn" };
    private readonly LifecyclePolicy live = new() { Arn = "arn", DateUpdated = Monday };
    private int reads;

    [Fact]
    public void An_update_of_a_resource_that_nobody_changed_goes_through()
    {
        var update = New();

        Assert.Equal(Monday, update.Read().DateUpdated);
        update.ThrowIfUpdatedSince(Monday);
        update.ThrowIfUpdatedMeanwhile();

        Assert.Equal(2, reads);
    }

    [Fact]
    public void A_resource_that_was_updated_since_the_caller_read_it_is_a_conflict()
    {
        var update = New();
        update.Read();

        var error = Assert.Throws<ConflictingChangeException>(() => update.ThrowIfUpdatedSince(Monday.AddDays(-1)));

        Assert.Same(Request, error.Request);
        Assert.StartsWith("arn was last updated 2026-01-05 00:00:00.000, expected 2026-01-04 00:00:00.000 as read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_that_is_updated_between_read_and_send_is_a_conflict()
    {
        var update = New();
        update.Read();
        live.DateUpdated = Monday.AddMinutes(1);

        Assert.Throws<ConflictingChangeException>(update.ThrowIfUpdatedMeanwhile);
    }

    [Fact]
    public void A_resource_that_was_never_updated_conflicts_with_one_that_was()
    {
        var update = New();
        live.DateUpdated = null;
        update.Read();

        update.ThrowIfUpdatedMeanwhile();
        live.DateUpdated = Monday;

        Assert.Throws<ConflictingChangeException>(update.ThrowIfUpdatedMeanwhile);
    }

    [Fact]
    public void A_caller_that_never_read_the_resource_has_nothing_to_compare()
    {
        var update = New();
        update.Read();

        update.ThrowIfUpdatedSince(null);
    }

    [Fact]
    public void A_resource_that_could_not_be_read_is_not_read_again()
    {
        var update = New();

        update.ThrowIfUpdatedSince(Monday.AddDays(-1));
        update.ThrowIfUpdatedMeanwhile();

        Assert.Equal(0, reads);
    }

    [Fact]
    public void With_force_no_update_of_others_is_a_conflict()
    {
        var update = New(force: true);
        update.Read();
        live.DateUpdated = Monday.AddMinutes(1);

        update.ThrowIfUpdatedSince(Monday.AddDays(-1));
        update.ThrowIfUpdatedMeanwhile();

        Assert.Equal(1, reads);
    }

    private OptimisticUpdate<LifecyclePolicy> New(bool force = false) => new(
        Request,
        () =>
        {
            reads++;
            return new() { Arn = live.Arn, DateUpdated = live.DateUpdated };
        },
        policy => (policy.Arn, policy.DateUpdated),
        force);
}
