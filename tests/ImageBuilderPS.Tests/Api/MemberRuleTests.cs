using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.Tests.Api;

/// <summary>Rules between members, and spellings.</summary>
public class MemberRuleTests
{
    [Theory]
    [InlineData("AGE")]
    [InlineData("age")]
    public void An_age_needs_a_unit(string type)
    {
        var violation = Assert.Single(
            Sample.Update().With("policyDetails[0].filter.type", type).Without("policyDetails[0].filter.unit").Validate());

        Assert.Equal("policyDetails[0].filter.unit", violation.Path);
        Assert.Equal("nothing", violation.Got);
    }

    [Fact]
    public void A_count_needs_no_unit()
    {
        Assert.Empty(Sample.Update()
            .With("policyDetails[0].filter", new { type = "COUNT", value = 5 })
            .Validate());
    }

    [Fact]
    public void Recipes_and_a_tag_map_exclude_each_other()
    {
        var violation = Assert.Single(Sample.Update()
            .With("resourceSelection.tagMap", new Dictionary<string, string> { ["team"] = "web" })
            .Validate());

        Assert.Equal("resourceSelection", violation.Path);
        Assert.Equal("either recipes or tagMap, not both", violation.Expected);
    }

    [Fact]
    public void Recipes_or_a_tag_map_is_needed()
    {
        var violation = Assert.Single(Sample.Update().Without("resourceSelection.recipes").Validate());

        Assert.Equal("resourceSelection", violation.Path);
    }

    [Fact]
    public void A_null_among_the_rules_is_a_violation_and_no_crash()
    {
        var request = new UpdateLifecyclePolicyRequest { ResourceType = "AMI_IMAGE", PolicyDetails = [null!] };

        Assert.Contains(ContractValidator.Validate(request), violation => violation.Path == "policyDetails[0]");
        Assert.Empty(ContractValidator.Warnings(request));
    }

    [Fact]
    public void An_empty_request_lacks_every_required_member()
    {
        Assert.Equal(
            ["lifecyclePolicyArn", "executionRole", "resourceType", "policyDetails", "resourceSelection", "clientToken"],
            ContractValidator.Validate(new UpdateLifecyclePolicyRequest()).Select(violation => violation.Path));
    }

    [Fact]
    public void Normalize_puts_every_enum_value_into_the_spelling_of_the_API()
    {
        var request = (UpdateLifecyclePolicyRequest)Sample.Update()
            .With("status", "enabled")
            .With("resourceType", "Ami_Image")
            .With("policyDetails[0].action.type", "delete")
            .With("policyDetails[0].filter.type", "age")
            .With("policyDetails[0].filter.unit", "Days")
            .With("policyDetails[0].exclusionRules.amis.lastLaunched.unit", "wEEKS")
            .Read();

        EnumNormalizer.Normalize(request);

        var detail = request.PolicyDetails![0];
        Assert.Equal(("ENABLED", "AMI_IMAGE"), (request.Status, request.ResourceType));
        Assert.Equal(("DELETE", "AGE", "DAYS"), (detail.Action!.Type, detail.Filter!.Type, detail.Filter.Unit));
        Assert.Equal("WEEKS", detail.ExclusionRules!.Amis!.LastLaunched!.Unit);
    }

    [Fact]
    public void Normalize_leaves_the_objects_of_a_caller_that_the_request_holds_as_they_are()
    {
        var request = (UpdateLifecyclePolicyRequest)Sample.Update()
            .With("policyDetails[0].action.type", "delete")
            .With("policyDetails[0].exclusionRules.amis.lastLaunched.unit", "wEEKS")
            .Read();
        var (details, selection) = (request.PolicyDetails!, request.ResourceSelection);

        EnumNormalizer.Normalize(request);

        Assert.Equal("delete", details[0].Action!.Type);
        Assert.Equal("wEEKS", details[0].ExclusionRules!.Amis!.LastLaunched!.Unit);
        Assert.Equal("DELETE", request.PolicyDetails![0].Action!.Type);
        Assert.Same(details[0].ExclusionRules!.TagMap, request.PolicyDetails[0].ExclusionRules!.TagMap);
        Assert.Same(selection, request.ResourceSelection);
    }

    [Fact]
    public void Normalize_leaves_what_it_does_not_know()
    {
        var request = (UpdateLifecyclePolicyRequest)Sample.Update().With("status", "paused").With("description", "enabled").Read();

        EnumNormalizer.Normalize(request);

        Assert.Equal(("paused", "enabled"), (request.Status, request.Description));
    }

    [Fact]
    public void A_filter_name_stays_as_the_caller_spells_it()
    {
        var policies = new ListLifecyclePoliciesRequest { Filters = [new() { Name = "Status", Values = ["ENABLED"] }, new() { Name = "status", Values = ["ENABLED"] }] };

        EnumNormalizer.Normalize(policies);

        Assert.Equal(["Status", "status"], policies.Filters.Select(filter => filter.Name));
    }

    [Fact]
    public void The_filter_names_of_policies_are_those_of_the_API_page() => Assert.Equal(
        ["name", "resourceType", "status"],
        ContractMember.Of(typeof(ListLifecyclePoliciesRequest), nameof(ListLifecyclePoliciesRequest.Filters))
            .Constraints.OfType<FilterListAttribute>().Single().Names);
}
