using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.Api;

public class ContractWalkerTests
{
    private static readonly Image Value = new()
    {
        Tags = new() { ["Team"] = "web" },
        OutputResources = new() { Amis = [new() { Region = "us-east-1" }, new() { Region = "eu-west-1" }] },
    };

    [Fact]
    public void Members_at_any_depth_have_JSON_paths() => Assert.Equal(
        [("outputResources.amis[0].region", "us-east-1"), ("outputResources.amis[1].region", "eu-west-1")],
        ContractWalker.Walk(Value).Where(visit => visit.Member is not null && visit.Value is string).Select(visit => (visit.Path, (string)visit.Value!)));

    [Fact]
    public void A_shape_is_visited_after_its_members() => Assert.Equal(
        ["outputResources.amis[0]", "outputResources.amis[1]", "outputResources", ""],
        ContractWalker.Walk(Value).Where(visit => visit.Member is null).Select(visit => visit.Path));

    [Fact]
    public void A_map_of_tags_is_one_value() => Assert.Equal(
        ["tags"], ContractWalker.Walk(Value).Where(visit => visit.Path.StartsWith("tags", StringComparison.Ordinal)).Select(visit => visit.Path));
}
