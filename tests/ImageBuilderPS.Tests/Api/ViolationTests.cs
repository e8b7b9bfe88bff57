using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.Api;

public class ViolationTests
{
    [Fact]
    public void Everything_that_is_wrong_comes_at_once_in_the_order_of_the_members()
    {
        var violations = Sample.Update()
            .With("policyDetails[0].filter.value", 0)
            .With("policyDetails[0].action.type", "EXPLODE")
            .With("resourceSelection.recipes[0].semanticVersion", "1")
            .With("status", "ON")
            .Without("clientToken")
            .Validate();

        Assert.Equal(
            [
                "status", "policyDetails[0].action.type", "policyDetails[0].filter.value",
                "resourceSelection.recipes[0].semanticVersion", "clientToken",
            ],
            violations.Select(violation => violation.Path));
    }

    [Fact]
    public void Several_violations_are_numbered_so_that_they_stay_apart_on_one_line()
    {
        var request = new DistributeImageRequest { SourceImage = "ami-0123456789abcdef0", ClientToken = "a" };

        var violations = ContractValidator.Validate(request);

        Assert.Equal(2, violations.Count);
        Assert.Equal(
            $"DistributeImage was not sent: 2 violations.\n  (1) {violations[0]}\n  (2) {violations[1]}",
            new ConstraintViolationException(request, violations).Message);
    }

    [Fact]
    public void A_path_names_the_item_in_its_list()
    {
        var fine = new { action = new { type = "DISABLE" }, filter = new { type = "AGE", unit = "DAYS", value = 1 } };
        var wrong = new { action = new { type = "DELETE" }, filter = new { type = "COUNT", value = 1001 } };

        var violation = Assert.Single(Sample.Update().With("policyDetails", new object[] { fine, wrong }).Validate());

        Assert.Equal("policyDetails[1].filter.value", violation.Path);
        Assert.Equal("1001", violation.Got);
        Assert.Equal("a whole number from 1 to 1000", violation.Expected);
        Assert.Equal("Member must have value less than or equal to 1000", violation.ServiceMessage);
    }

    [Theory]
    [InlineData(80, 80)]
    [InlineData(81, 80)]
    [InlineData(5000, 80)]
    public void What_was_got_is_cut_at_80_characters(int length, int shown)
    {
        var violation = new Violation("member", new string('x', length), "less", null, "");

        Assert.Equal($"'{new string('x', shown)}{(length > shown ? "…" : "")}'", violation.Got);
    }

    [Fact]
    public void A_cut_does_not_split_an_astral_character()
    {
        var violation = new Violation("member", new string('x', 79) + "\U0001F600 and more", "less", null, "");

        Assert.Equal($"'{new string('x', 79)}…'", violation.Got);
    }

    [Fact]
    public void Line_ends_and_tabs_in_what_was_got_can_be_seen()
    {
        Assert.Equal(@"'a\r\n\tb'", new Violation("member", "a\r\n\tb", "less", null, "").Got);
    }

    [Fact]
    public void No_character_in_what_was_got_steers_the_console()
    {
        Assert.Equal(@"'\u001b[31mred\u0007'", new Violation("member", "\u001b[31mred\a", "less", null, "").Got);
    }

    [Fact]
    public void A_long_tag_key_is_cut_in_the_text_and_whole_in_the_path()
    {
        var key = new string('k', 500);
        var violation = Assert.Single(Sample.Distribute().With("tags", new TagMap { [key] = "x" }).Validate());

        Assert.Equal($"tags['{key}']", violation.Path);
        Assert.StartsWith($"tags['{new string('k', 154)}…: got '{new string('k', 80)}…', expected", violation.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 items")]
    [InlineData(1, "1 item")]
    [InlineData(2, "2 items")]
    public void A_list_is_shown_by_its_length(int count, string got)
    {
        Assert.Equal(got, new Violation("member", new string[count], "less", null, "").Got);
    }

    [Fact]
    public void The_text_says_what_was_got_what_was_expected_and_an_example()
    {
        var violation = Assert.Single(Sample.Distribute().With("executionRole", "a b").Validate());

        Assert.Equal(
            "executionRole: got 'a b', expected the name or ARN of an IAM role of 1 to 2048 characters, "
            + "for example arn:aws:iam::123456789012:role/ImageBuilderRole.",
            violation.ToString());
    }

    [Fact]
    public void Every_example_is_itself_valid()
    {
        var members = typeof(ConstraintAttribute).Assembly.GetTypes()
            .Where(type => typeof(Shape).IsAssignableFrom(type) && !type.IsAbstract)
            .SelectMany(ContractMember.Of)
            .SelectMany(member => member.Constraints)
            .OfType<StringConstraintAttribute>()
            .Where(constraint => constraint.Example is not null)
            .DistinctBy(constraint => constraint.GetType())
            .ToList();

        Assert.True(members.Count > 10);
        Assert.All(members, constraint => Assert.Empty(constraint.Check("member", constraint.Example!)));
    }
}
