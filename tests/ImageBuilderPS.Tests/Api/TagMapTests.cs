using System.Collections;
using System.Globalization;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Tests.Api;

public class TagMapTests
{
    [Fact]
    public void Keys_differ_by_case()
    {
        var tags = new TagMap { ["team"] = "web", ["Team"] = "db" };

        Assert.Equal(2, tags.Count);
    }

    [Fact]
    public void A_hashtable_converts_with_its_values_as_text()
    {
        var tags = new TagMap(new Hashtable { ["cost"] = 12.5, [7] = true, ["none"] = null });

        Assert.Equal(("12.5", "True", ""), (tags["cost"], tags["7"], tags["none"]));
    }

    [Fact]
    public void Numbers_become_text_in_the_same_way_everywhere()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };

            Assert.Equal("12.5", new TagMap(new Hashtable { ["cost"] = 12.5 })["cost"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
