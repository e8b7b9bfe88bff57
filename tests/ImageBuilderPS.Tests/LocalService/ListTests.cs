using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class ListTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void Pages_survive_inserts_and_deletes()
    {
        foreach (var name in new[] { "ccc", "eee", "ggg" })
            core.Configure(name);
        var first = core.Send(new ListDistributionConfigurationsRequest { MaxResults = 2 });
        Assert.Equal(["ccc", "demo"], first.DistributionConfigurationSummaryList!.Select(item => item.Name));
        core.Configure("aaa");
        core.Configure("fff");
        core.Send(new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = LocalServiceHarness.Configuration });
        var rest = core.Send(new ListDistributionConfigurationsRequest { MaxResults = 25, NextToken = first.NextToken });
        Assert.Equal(["eee", "fff", "ggg"], rest.DistributionConfigurationSummaryList!.Select(item => item.Name));
        Assert.Null(rest.NextToken);
    }

    [Fact]
    public void A_page_holds_25_unless_told_otherwise_and_ends_without_a_token()
    {
        for (var i = 0; i < 30; i++)
            core.Distribute();
        var first = core.Send(new ListImageBuildVersionsRequest());
        var second = core.Send(new ListImageBuildVersionsRequest { NextToken = first.NextToken });
        Assert.Equal((25, 13), (first.ImageSummaryList!.Length, second.ImageSummaryList!.Length));
        Assert.Null(second.NextToken);
        Assert.Equal(38, first.ImageSummaryList.Concat(second.ImageSummaryList).Select(item => item.Arn).Distinct().Count());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("bm9uc2Vuc2U=")]
    public void A_token_of_somewhere_else_is_refused(string token)
    {
        core.Refuses<InvalidPaginationTokenException>(new ListImagesRequest { NextToken = token });
        core.Refuses<InvalidPaginationTokenException>(new ListLifecyclePoliciesRequest { NextToken = token });
    }

    [Fact]
    public void Images_are_listed_by_version_and_paged_without_repeats()
    {
        var seen = new List<string?>();
        string? token = null;
        do
        {
            var page = core.Send(new ListImagesRequest { MaxResults = 1, NextToken = token });
            seen.AddRange(page.ImageVersionList!.Select(item => item.Version));
            token = page.NextToken;
        }
        while (token is not null);
        Assert.Equal(["1.0.0", "1.1.0", "2.0.0"], seen);
    }

    [Fact]
    public void By_name_there_is_one_line_a_name()
    {
        var page = core.Send(new ListImagesRequest { ByName = true });
        Assert.Equal(["2.0.0"], page.ImageVersionList!.Select(item => item.Version));
    }

    [Fact]
    public void Versions_are_ordered_as_numbers()
    {
        core.Raw("POST", "/_local/images", """
            [{"Arn":"arn:aws:imagebuilder:us-east-1:123456789012:image/ten/9.0.0/1"},
             {"Arn":"arn:aws:imagebuilder:us-east-1:123456789012:image/ten/10.0.0/1"}]
            """);
        Assert.Equal("10.0.0", core.Image("arn:aws:imagebuilder:us-east-1:123456789012:image/ten/x.x.x").Version);
        Assert.Equal("9.0.0", core.Image("arn:aws:imagebuilder:us-east-1:123456789012:image/ten/9.x.x").Version);
    }

    [Theory]
    [InlineData("name", "web-server", 3)]
    [InlineData("version", "1.1.0", 1)]
    [InlineData("platform", "Windows", 0)]
    [InlineData("type", "AMI", 3)]
    [InlineData("osVersion", "Amazon Linux 2023", 3)]
    public void Images_are_filtered(string name, string value, int expected)
    {
        var page = core.Send(new ListImagesRequest { Filters = [new() { Name = name, Values = [value, "other"] }] });
        Assert.Equal(expected, page.ImageVersionList!.Length);
    }

    [Fact]
    public void A_filter_that_a_list_does_not_know_is_refused()
    {
        Filter[] filters = [new() { Name = "colour", Values = ["red"] }];
        Assert.Contains("colour", core.Refuses<InvalidRequestException>(new ListImagesRequest { Filters = filters }).Message);
        core.Refuses<InvalidRequestException>(new ListImageBuildVersionsRequest { Filters = filters });
        core.Refuses<InvalidRequestException>(new ListDistributionConfigurationsRequest { Filters = filters });
        core.Refuses<InvalidRequestException>(new ListLifecyclePoliciesRequest { Filters = filters });
    }

    [Fact]
    public void Amazons_images_are_listed_for_who_asks_for_them()
    {
        var page = core.Send(new ListImagesRequest { Owner = "Amazon" });
        Assert.Equal(["Amazon"], page.ImageVersionList!.Select(item => item.Owner));
        Assert.Empty(core.Send(new ListImagesRequest { Owner = "Shared" }).ImageVersionList!);
    }

    [Fact]
    public void Deprecated_images_are_left_out_where_Amazon_owns_them_unless_asked_for()
    {
        const string Own = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0";
        const string Amazons = "arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/2026.1.1";
        core.Raw("POST", "/_local/images", $$"""
            [{"arn":"{{Own}}/1","state":{"status":"DEPRECATED"} }, {"arn":"{{Own}}/2","state":{"status":"DEPRECATED"} },
             {"arn":"{{Amazons}}/1","state":{"status":"DEPRECATED"},"imageSource":"AMAZON_MANAGED"}]
            """);
        Assert.Contains(core.Send(new ListImagesRequest()).ImageVersionList!, item => item.Arn == Own);
        Assert.Empty(core.Send(new ListImagesRequest { Owner = "Amazon" }).ImageVersionList!);
        Assert.Equal([Amazons], core.Send(new ListImagesRequest { Owner = "Amazon", IncludeDeprecated = true }).ImageVersionList!.Select(item => item.Arn));
    }

    [Fact]
    public void By_name_there_is_no_filter_for_versions()
    {
        Filter[] filters = [new() { Name = "version", Values = ["2.0.0"] }];
        core.Refuses<InvalidRequestException>(new ListImagesRequest { ByName = true, Filters = filters });
        Assert.Single(core.Send(new ListImagesRequest { ByName = false, Filters = filters }).ImageVersionList!);
    }

    [Fact]
    public void Builds_are_listed_for_one_version_or_all()
    {
        var one = core.Send(new ListImageBuildVersionsRequest { ImageVersionArn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/1.0.0" });
        Assert.Equal(["1", "2", "3"], one.ImageSummaryList!.Select(item => item.Arn!.Split('/').Last()));
        Assert.Equal(8, core.Send(new ListImageBuildVersionsRequest()).ImageSummaryList!.Length);
    }
}
