using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Tests.Client;

public class RequestMergeTests
{
    [Fact]
    public void A_member_that_is_given_replaces_and_one_that_is_null_stays()
    {
        var original = new CreateLifecyclePolicyRequest
        {
            Name = "old", Description = "kept", ClientToken = "token", AdditionalMembers = new Dictionary<string, object?> { ["size"] = 1L },
        };

        var merged = new CreateLifecyclePolicyRequest { Name = "new", Tags = new() { ["a"] = "b" } }.MergedOver(original);

        Assert.Equal(("new", "kept", "token", "b", 1L), (merged.Name, merged.Description, merged.ClientToken, merged.Tags!["a"], merged.AdditionalMembers!["size"]));
        Assert.Equal("old", original.Name);
    }

    [Fact]
    public void Additional_members_that_are_given_replace_all()
    {
        var merged = new CreateLifecyclePolicyRequest { AdditionalMembers = new Dictionary<string, object?> { ["b"] = 2L } }
            .MergedOver(new() { AdditionalMembers = new Dictionary<string, object?> { ["a"] = 1L } });

        Assert.Equal("b", Assert.Single(merged.AdditionalMembers!).Key);
    }
}
