using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Tests.Client;

public class PagingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_list_ends_with_a_page_that_names_no_next_one(string? end)
    {
        var asked = new List<string?>();
        var items = Paging.Items<ListImagesResponse, ImageVersion>(new ListImagesRequest(), request =>
        {
            asked.Add(((ListImagesRequest)request).NextToken);
            Assert.InRange(asked.Count, 1, 2);
            return new() { ImageVersionList = [new() { Name = $"image {asked.Count}" }], NextToken = asked.Count == 1 ? "second" : end };
        });

        Assert.Equal(["image 1", "image 2"], items.Select(item => item.Name));
        Assert.Equal([null, "second"], asked);
    }
}
