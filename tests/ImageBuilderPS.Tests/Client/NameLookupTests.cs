using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Tests.Client;

public class NameLookupTests
{
    private readonly List<Filter[]?> calls = [];

    [Fact]
    public void A_name_is_found_with_one_call_and_looked_up_once()
    {
        var lookup = New("demo", "demo-2");

        Assert.Equal("arn:demo", lookup.Find("demo"));
        Assert.Equal("arn:demo", lookup.Find("demo"));

        Assert.Equal("demo", Assert.Single(Assert.Single(calls)!).Values!.Single());
    }

    [Theory]
    [InlineData("Web Server")]
    [InlineData("web_server")]
    [InlineData("WEB-SERVER")]
    public void Another_spelling_of_a_name_is_the_same_resource(string name) =>
        Assert.Equal("arn:web-server", New("web-server").Find(name));

    [Fact]
    public void A_name_that_the_filter_does_not_take_is_looked_up_in_the_whole_list()
    {
        Assert.Throws<NameNotFoundException>(() => New("demo").Find("a#b"));

        Assert.Null(Assert.Single(calls));
    }

    [Theory]
    [InlineData("dmeo", "Did you mean 'demo'?")]
    [InlineData("production", "There is no lifecycle policy named 'production' in region eu-west-1.")]
    public void A_missing_name_is_an_error_that_names_similar_ones(string name, string text)
    {
        var error = Assert.Throws<NameNotFoundException>(() => New("demo", "demo-2", "other").Find(name));

        Assert.Equal(name, error.Name);
        Assert.EndsWith(text, error.Message, StringComparison.Ordinal);
    }

    private NameLookup New(params string[] names) => new(
        "lifecycle policy",
        filters =>
        {
            calls.Add(filters);
            return names.Where(name => filters is null || filters[0].Values!.Contains(name)).Select(name => (name, (string?)$"arn:{name}"));
        },
        () => "eu-west-1");
}
