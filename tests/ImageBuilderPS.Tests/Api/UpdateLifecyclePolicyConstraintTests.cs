namespace ImageBuilderPS.Tests.Api;

/// <summary>API page UpdateLifecyclePolicy, member by member; nested members by the service's published figures.</summary>
public class UpdateLifecyclePolicyConstraintTests
{
    private const string Detail = "policyDetails[0]";
    private const string Amis = Detail + ".exclusionRules.amis";
    private const string Recipe = "resourceSelection.recipes[0]";
    private const string ArnPrefix = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/";

    private static readonly string[] Arns =
        [ArnPrefix + "my-policy_1", "arn:aws-us-gov:imagebuilder:us-gov-west-1:aws:lifecycle-policy/a"];

    private static readonly string[] NoArns =
    [
        "",
        ArnPrefix,
        ArnPrefix + "Upper",
        "arn:aws:imagebuilder:useast1:123456789012:lifecycle-policy/a",
        "arn:aws:imagebuilder:us-east-1:1234567890123:lifecycle-policy/a",
        "arn:aws:imagebuilder:us-east-1:123456789012:image/a",
        "arn:aws1:imagebuilder:us-east-1:123456789012:lifecycle-policy/a",
    ];

    public static TheoryData<Boundary> Boundaries => new(
    [
        .. Boundary.Text("clientToken", 1, 36),
        .. Boundary.Text("description", 1, 1024),
        .. Boundary.Text("executionRole", 1, 2048, "r"),
        .. Boundary.Pattern("executionRole", ["Role", "arn:aws:iam::123456789012:role/Role"], ["a b", "arn:aws:iam::1:role/Role"]),
        .. Boundary.Text("lifecyclePolicyArn", ArnPrefix.Length + 1, 1024, "p", ArnPrefix),
        .. Boundary.Pattern("lifecyclePolicyArn", Arns, NoArns),
        .. Boundary.OneOf("resourceType", "AMI_IMAGE", "CONTAINER_IMAGE"),
        .. Boundary.OneOf("status", "DISABLED", "ENABLED"),
        .. Boundary.OneOf(Detail + ".action.type", "DELETE", "DEPRECATE", "DISABLE"),
        .. Boundary.OneOf(Detail + ".filter.type", "AGE", "COUNT"),
        .. Boundary.OneOf(Detail + ".filter.unit", "DAYS", "WEEKS", "MONTHS", "YEARS"),
        .. Boundary.Range(Detail + ".filter.value", 1, 1000),
        .. Boundary.Range(Detail + ".filter.retainAtLeast", 1, 10),
        .. Boundary.Tags(Detail + ".exclusionRules.tagMap"),
        .. Boundary.Tags(Amis + ".tagMap"),
        .. Boundary.OneOf(Amis + ".lastLaunched.unit", "DAYS", "WEEKS", "MONTHS", "YEARS"),
        .. Boundary.Range(Amis + ".lastLaunched.value", 1, 365),
        .. Boundary.Items(Amis + ".sharedAccounts", 1, 1536, "111122223333"),
        .. Boundary.Pattern(Amis + ".sharedAccounts[0]", ["000000000000"], ["", "11112222333", "1111222233334", "11112222333x"]),
        .. Boundary.Text(Amis + ".regions[0]", 1, 1024),
        .. Boundary.Items("resourceSelection.recipes", 1, 50, new { name = "web", semanticVersion = "1.0.0" }),
        .. Boundary.Text(Recipe + ".name", 3, 128, "n"),
        .. Boundary.Pattern(Recipe + ".name", ["Web server-1_0", "-a-", "_0_", "0-9"], ["web ", " web", "w\u00e9b", "a.b", "a/b"]),
        .. Boundary.Pattern(
            Recipe + ".semanticVersion", ["1.2.3", "x.x.x", "10.x.0", "1.x.x"], ["", "1.2", "1.2.3.4", "X.x.x", "1.2.xx", "1.2.3/1", "v1.2.3"]),
    ]);

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_value_is_validated_as_the_contract_says(Boundary boundary)
    {
        var violations = Sample.Update().With(boundary.Path, boundary.Value).Validate();

        Assert.Equal(boundary.Violated is null ? [] : [boundary.Violated], violations.Select(violation => violation.Path).Distinct());
    }

    public static TheoryData<Boundary> SelectionByTag => new([.. Boundary.Tags("resourceSelection.tagMap")]);

    [Theory]
    [MemberData(nameof(SelectionByTag))]
    public void A_selection_by_tag_is_validated_as_the_contract_says(Boundary boundary)
    {
        var violations = Sample.Update().Without("resourceSelection.recipes").With(boundary.Path, boundary.Value).Validate();

        Assert.Equal(boundary.Violated is null ? [] : [boundary.Violated], violations.Select(violation => violation.Path).Distinct());
    }

    [Theory]
    [InlineData("clientToken")]
    [InlineData("executionRole")]
    [InlineData("lifecyclePolicyArn")]
    [InlineData("policyDetails")]
    [InlineData("resourceSelection")]
    [InlineData("resourceType")]
    [InlineData(Detail + ".action")]
    [InlineData(Detail + ".action.type")]
    [InlineData(Detail + ".filter")]
    [InlineData(Detail + ".filter.type")]
    [InlineData(Detail + ".filter.value")]
    [InlineData(Amis + ".lastLaunched.unit")]
    [InlineData(Amis + ".lastLaunched.value")]
    [InlineData(Recipe + ".name")]
    [InlineData(Recipe + ".semanticVersion")]
    public void A_required_member_that_is_missing_or_null_is_a_violation(string path)
    {
        var missing = Assert.Single(Sample.Update().Without(path).Validate());
        var isNull = Assert.Single(Sample.Update().With(path, null).Validate());

        Assert.Equal((path, "nothing", "Member must not be null"), (missing.Path, missing.Got, missing.ServiceMessage));
        Assert.Equal((path, "nothing"), (isNull.Path, isNull.Got));
    }

    [Theory]
    [InlineData("description")]
    [InlineData("status")]
    [InlineData(Detail + ".action.includeResources")]
    [InlineData(Detail + ".action.includeResources.amis")]
    [InlineData(Detail + ".action.includeResources.containers")]
    [InlineData(Detail + ".action.includeResources.snapshots")]
    [InlineData(Detail + ".filter.retainAtLeast")]
    [InlineData(Detail + ".exclusionRules")]
    [InlineData(Detail + ".exclusionRules.tagMap")]
    [InlineData(Amis)]
    [InlineData(Amis + ".isPublic")]
    [InlineData(Amis + ".lastLaunched")]
    [InlineData(Amis + ".regions")]
    [InlineData(Amis + ".sharedAccounts")]
    [InlineData(Amis + ".tagMap")]
    public void An_optional_member_may_be_missing_or_null(string path)
    {
        Assert.Empty(Sample.Update().Without(path).Validate());
        Assert.Empty(Sample.Update().With(path, null).Validate());
    }

    [Fact]
    public void A_policy_has_one_to_three_rules()
    {
        object[] rules =
        [
            .. new[] { "DEPRECATE", "DISABLE", "DELETE", "DELETE" }
                .Select(type => new { action = new { type }, filter = new { type = "AGE", value = 5, unit = "DAYS" } }),
        ];

        Assert.Equal("policyDetails", Assert.Single(Sample.Update().With("policyDetails", rules[..0]).Validate()).Path);
        Assert.Empty(Sample.Update().With("policyDetails", rules[..1]).Validate());
        Assert.Empty(Sample.Update().With("policyDetails", rules[..3]).Validate());
        Assert.Contains(Sample.Update().With("policyDetails", rules).Validate(), violation => violation.Path == "policyDetails");
        Assert.Equal("policyDetails[1]", Assert.Single(Sample.Update().With("policyDetails", new[] { rules[0], null }).Validate()).Path);
    }

    [Fact]
    public void The_list_of_excluded_regions_has_no_limit()
    {
        var many = Enumerable.Repeat("us-east-1", 5000).ToArray();

        Assert.Empty(Sample.Update().With(Amis + ".regions", many).Validate());
        Assert.Empty(Sample.Update().With(Amis + ".regions", Array.Empty<string>()).Validate());
        Assert.Equal(Amis + ".regions[1]", Assert.Single(Sample.Update().With(Amis + ".regions", new[] { "a", null }).Validate()).Path);
    }

    [Fact]
    public void The_sample_is_valid() => Assert.Empty(Sample.Update().Validate());
}
