using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class TagTests
{
    private const string Image = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/1";
    private const string Amazon = "arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/2026.1.1/1";
    private readonly LocalServiceHarness core = new();

    [Theory]
    [InlineData(Image)]
    [InlineData(LocalServiceHarness.Configuration)]
    [InlineData(LocalServiceHarness.Policy)]
    public void Tags_are_added_changed_listed_and_removed(string arn)
    {
        Assert.Empty(Tags(arn));
        Tag(arn, ("Team", "web"), ("Stage", "test"), ("Empty", ""));
        Tag(arn, ("Stage", "prod"), ("a/b:c", "+ %"));
        Assert.Equal("Empty=, Stage=prod, Team=web, a/b:c=+ %", Text(Tags(arn)));
        core.Send(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["Stage", "a/b:c", "missing"] });
        Assert.Equal("Empty=, Team=web", Text(Tags(arn)));
    }

    [Fact]
    public void Reads_of_the_resource_have_the_same_tags()
    {
        Tag(Image, ("Team", "web"));
        Tag(LocalServiceHarness.Configuration, ("Team", "config"));
        Tag(LocalServiceHarness.Policy, ("Team", "policy"));
        Assert.Equal("web", core.Image(Image).Tags!["Team"]);
        Assert.Equal("config", core.Send(new GetDistributionConfigurationRequest { DistributionConfigurationArn = LocalServiceHarness.Configuration }).DistributionConfiguration!.Tags!["Team"]);
        Assert.Equal("policy", core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy }).LifecyclePolicy!.Tags!["Team"]);
    }

    [Fact]
    public void An_image_keeps_the_configuration_with_the_tags_that_it_began_with()
    {
        var arn = core.Distribute();
        Tag(LocalServiceHarness.Configuration, ("Team", "web"));
        Assert.Empty(core.Image(arn).DistributionConfiguration!.Tags!);
    }

    [Fact]
    public void An_image_in_progress_gets_tags_and_counts_once()
    {
        core.Raw("POST", "/_local/quota?distributions=2");
        var arn = core.Distribute();
        Tag(arn, ("Team", "web"));
        Assert.NotNull(core.Distribute());
        core.Pass(2);
        Assert.Equal(("AVAILABLE", "web"), (core.Status(arn), core.Image(arn).Tags!["Team"]));
    }

    [Fact]
    public void A_resource_has_at_most_50_tags()
    {
        Tag(Image, [.. Enumerable.Range(0, 50).Select(i => ($"key{i}", ""))]);
        Assert.Contains("51 tags", core.Refuses<InvalidParameterException>(Request(Image, ("one", ""))).Message);
        Tag(Image, ("key7", "changed"));
        Assert.Equal(50, Tags(Image).Count);
    }

    [Theory]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0")]
    [InlineData("arn:aws:imagebuilder:us-east-1:123456789012:image-pipeline/web")]
    public void A_resource_of_another_type_is_an_invalid_parameter(string arn) =>
        core.Refuses<InvalidParameterException>(Request(arn, ("Team", "web")));

    [Theory]
    [InlineData(Image + "9")]
    [InlineData(LocalServiceHarness.Configuration + "-other")]
    [InlineData(LocalServiceHarness.Policy + "-other")]
    public void A_resource_that_does_not_exist_is_not_found(string arn)
    {
        core.Refuses<ResourceNotFoundException>(Request(arn, ("Team", "web")));
        core.Refuses<ResourceNotFoundException>(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["Team"] });
        core.Refuses<ResourceNotFoundException>(new ListTagsForResourceRequest { ResourceArn = arn });
    }

    [Fact]
    public void The_tags_of_Amazons_image_can_only_be_read()
    {
        core.Refuses<ForbiddenException>(Request(Amazon, ("Team", "web")));
        Assert.Empty(Tags(Amazon));
    }

    [Theory]
    [InlineData("GET", "/tags/", "UnknownOperationException")]
    [InlineData("GET", "/tags/arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/demo", "UnknownOperationException")]
    [InlineData("PUT", "/tags/arn", "MethodNotAllowedException")]
    [InlineData("GET", "/tags/arn", "ValidationException")]
    [InlineData("DELETE", "/tags/arn%3Aaws%3Aimagebuilder%3Aus-east-1%3A123456789012%3Alifecycle-policy%2Fdemo", "ValidationException")]
    public void A_path_has_one_encoded_ARN(string method, string target, string error) =>
        Assert.Equal(error, core.Raw(method, target).Headers["x-amzn-ErrorType"]);

    private static TagResourceRequest Request(string arn, params (string Key, string Value)[] tags)
    {
        var request = new TagResourceRequest { ResourceArn = arn, Tags = [] };
        foreach (var (key, value) in tags)
            request.Tags.Add(key, value);
        return request;
    }

    private static string Text(TagMap tags) =>
        string.Join(", ", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));

    private void Tag(string arn, params (string Key, string Value)[] tags) => core.Send(Request(arn, tags));

    private TagMap Tags(string arn) => core.Send(new ListTagsForResourceRequest { ResourceArn = arn }).Tags!;
}
