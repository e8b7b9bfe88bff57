namespace ImageBuilderPS.Tests.Api;

/// <summary>API page DistributeImage, member by member.</summary>
public class DistributeImageConstraintTests
{
    private static readonly string[] Roles =
        ["Role", "path/Role", "a+b=c,d.e@f-g_h", "arn:aws:iam::123456789012:role/Role", "arn:aws-us-gov:iam::123456789012:role/p/Role"];

    private static readonly string[] NoRoles =
        ["arn:aws:iam::12345678901:role/Role", "arn:aws:iam::123456789012:user/Me", "arn:aws:iam::123456789012:role/", "a b", "a:b", "r\u00f4le"];

    private static readonly string[] Configurations =
    [
        "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/my-config_1",
        "arn:aws-cn:imagebuilder:cn-north-1:aws:distribution-configuration/a",
    ];

    private static readonly string[] NoConfigurations =
    [
        "",
        "arn:aws:imagebuilder:us-east-1:12345678901:distribution-configuration/a",
        "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/",
        "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/Upper",
        "arn:aws:imagebuilder:us-east-1:123456789012:image/a",
        "arn:aws:imagebuilder::123456789012:distribution-configuration/a",
        "xarn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/a",
    ];

    public static TheoryData<Boundary> Boundaries => new(
    [
        .. Boundary.Text("clientToken", 1, 36),
        .. Boundary.Pattern("distributionConfigurationArn", Configurations, NoConfigurations),
        .. Boundary.Text("executionRole", 1, 2048, "r"),
        .. Boundary.Pattern("executionRole", Roles, NoRoles),
        .. Boundary.Text("sourceImage", 1, 1024),
        .. Boundary.Text("loggingConfiguration.logGroupName", 1, 512, "g"),
        .. Boundary.Pattern("loggingConfiguration.logGroupName", ["/aws/image-builder_1.2"], ["a b", "a:b", "a#b", "\u00e9"]),
        .. Boundary.Tags("tags"),
    ]);

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void A_value_is_validated_as_the_page_says(Boundary boundary)
    {
        var violations = Sample.Distribute().With(boundary.Path, boundary.Value).Validate();

        Assert.Equal(boundary.Violated is null ? [] : [boundary.Violated], violations.Select(violation => violation.Path).Distinct());
    }

    [Theory]
    [InlineData("clientToken")]
    [InlineData("distributionConfigurationArn")]
    [InlineData("executionRole")]
    [InlineData("sourceImage")]
    public void A_required_member_that_is_missing_or_null_is_a_violation(string member)
    {
        var missing = Assert.Single(Sample.Distribute().Without(member).Validate());
        var isNull = Assert.Single(Sample.Distribute().With(member, null).Validate());

        Assert.Equal((member, "nothing", "Member must not be null"), (missing.Path, missing.Got, missing.ServiceMessage));
        Assert.Equal((member, "nothing"), (isNull.Path, isNull.Got));
        Assert.NotNull(missing.Example);
    }

    [Theory]
    [InlineData("loggingConfiguration")]
    [InlineData("loggingConfiguration.logGroupName")]
    [InlineData("tags")]
    public void An_optional_member_may_be_missing_or_null(string path)
    {
        Assert.Empty(Sample.Distribute().Without(path).Validate());
        Assert.Empty(Sample.Distribute().With(path, null).Validate());
    }

    [Fact]
    public void The_sample_is_valid() => Assert.Empty(Sample.Distribute().Validate());
}
