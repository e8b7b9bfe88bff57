using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class ServiceMessageTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void One_violation_has_the_message_of_AWS()
    {
        var request = core.Distribution();
        request.ClientToken = new('x', 65);
        Assert.Equal(
            $"1 validation error detected: Value '{new string('x', 65)}' at 'clientToken' failed to satisfy constraint: Member must have length less than or equal to 64",
            core.Refuses<ValidationException>(request).Message);
    }

    [Fact]
    public void A_message_of_a_large_request_has_its_first_violations_only()
    {
        var items = string.Join(',', Enumerable.Repeat("{}", 5000));
        var error = LocalServiceHarness.Error(core.Raw("PUT", "/CreateLifecyclePolicy", $$"""{"policyDetails":[{{items}}]}"""));
        Assert.StartsWith("100 validation errors detected: ", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 0, 50_000);
    }

    [Fact]
    public void A_long_value_is_shortened_and_stays_text()
    {
        var request = core.Distribution();
        request.ClientToken = new string('x', 1999) + string.Concat(Enumerable.Repeat("\U0001F600", 1000));
        Assert.Contains($"Value '{new string('x', 1999)}...' at", core.Refuses<ValidationException>(request).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "a b@c")]
    [InlineData(37, "a")]
    [InlineData(36, "a,b;c<d")]
    public void Values_that_the_API_pages_or_the_API_model_accept_are_accepted(int tokenLength, string key)
    {
        var request = core.Distribution(tags: new() { [key] = "x" });
        request.ClientToken = new('x', tokenLength);
        var sent = core.Send(request);
        Assert.Equal(request.ClientToken, sent.ClientToken);
        Assert.Equal([key], core.Image(sent.ImageBuildVersionArn!).Tags!.Keys);
    }

    [Theory]
    [InlineData("aws:x")]
    [InlineData("a*b")]
    [InlineData("a b;c")]
    public void A_tag_key_that_neither_accepts_is_rejected(string key) => Assert.EndsWith(
        @"at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, "
        + @"Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ^(?!aws:)[a-zA-Z0-9\s_.:/=+\-@]*$]",
        core.Refuses<ValidationException>(core.Distribution(tags: new() { [key] = "x" })).Message);

    [Fact]
    public void Several_are_counted_and_missing_members_are_null()
    {
        var request = core.Distribution();
        request.SourceImage = null;
        request.ExecutionRole = "";
        var message = core.Refuses<ValidationException>(request).Message;
        Assert.StartsWith("3 validation errors detected: Value null at 'sourceImage' failed to satisfy constraint: Member must not be null; Value '' at 'executionRole'", message);
    }

    [Theory]
    [InlineData("""{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":0}}""", "Value '0' at 'policyDetails.2.member.filter.value' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("""{"action":{"type":"delete"},"filter":{"type":"COUNT","value":1}}""", "Value 'delete' at 'policyDetails.2.member.action.type' failed to satisfy constraint: Member must satisfy enum value set: [DELETE, DEPRECATE, DISABLE]")]
    [InlineData("""{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":1}}""", "Value null at 'policyDetails.2.member.filter.unit' failed to satisfy constraint: Member must not be null")]
    public void Lists_count_from_one_and_enums_are_exact(string detail, string expected)
    {
        var error = LocalServiceHarness.Error(core.Raw("PUT", "/UpdateLifecyclePolicy", $$"""
            {"lifecyclePolicyArn":"{{LocalServiceHarness.Policy}}","executionRole":"r","resourceType":"AMI_IMAGE","clientToken":"t",
             "policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1} }, {{detail}}],
             "resourceSelection":{"tagMap":{"a":"b"} } }
            """));
        Assert.Equal("1 validation error detected: " + expected, error.Message);
    }

    [Fact]
    public void A_maps_key_is_told_by_the_map()
    {
        var message = core.Refuses<ValidationException>(core.Distribution(tags: new() { ["aws:x"] = "1", ["aws:y"] = "2" })).Message;
        Assert.StartsWith("1 validation error detected: Value '{aws:x=1, aws:y=2}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128,", message);
    }

    [Fact]
    public void A_map_deep_inside_is_found_by_its_path()
    {
        var error = LocalServiceHarness.Error(core.Raw("PUT", "/UpdateLifecyclePolicy", $$"""
            {"lifecyclePolicyArn":"{{LocalServiceHarness.Policy}}","executionRole":"r","resourceType":"AMI_IMAGE","clientToken":"t",
             "policyDetails":[{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1},"exclusionRules":{"tagMap":{"aws:x":"1"} } }],
             "resourceSelection":{"tagMap":{"a":"b"} } }
            """));
        Assert.StartsWith("1 validation error detected: Value '{aws:x=1}' at 'policyDetails.1.member.exclusionRules.tagMap' failed", error.Message);
    }

    [Fact]
    public void A_map_and_a_list_that_are_too_long_are_shown()
    {
        var tags = new TagMap();
        for (var i = 0; i <= 50; i++)
            tags.Add($"k{i}", "v");
        var message = core.Refuses<ValidationException>(core.Distribution(tags: tags)).Message;
        Assert.StartsWith("1 validation error detected: Value '{k0=v, k1=v,", message);
        Assert.EndsWith("at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50", message);

        var filter = new Filter { Name = "name", Values = [.. Enumerable.Range(0, 11).Select(i => $"v{i}")] };
        message = core.Refuses<ValidationException>(new ListImagesRequest { Filters = [filter] }).Message;
        Assert.StartsWith("1 validation error detected: Value '[v0, v1,", message);
    }

    [Fact]
    public void A_query_is_checked_as_a_body_is()
    {
        var error = LocalServiceHarness.Error(core.Raw("GET", "/GetImage?imageBuildVersionArn=nonsense"));
        Assert.Equal(400, error.StatusCode);
        Assert.StartsWith("1 validation error detected: Value 'nonsense' at 'imageBuildVersionArn'", error.Message);
    }
}
