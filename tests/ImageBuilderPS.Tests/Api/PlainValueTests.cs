using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Tests.Api;

public class PlainValueTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("FALSE", false)]
    public void A_flag_is_a_boolean_or_its_text(object value, bool expected)
    {
        Assert.True(PlainValue.TryRead(value, typeof(bool), out var flag));
        Assert.Equal(expected, flag);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(" true")]
    [InlineData(1)]
    [InlineData(null)]
    public void Nothing_else_is_a_flag(object? value) => Assert.False(PlainValue.TryRead(value, typeof(bool), out _));

    [Theory]
    [InlineData(90, 90)]
    [InlineData(90L, 90)]
    [InlineData((byte)90, 90)]
    [InlineData(90d, 90)]
    [InlineData("90", 90)]
    [InlineData("-7", -7)]
    public void A_number_is_whole(object value, int expected)
    {
        Assert.True(PlainValue.TryRead(value, typeof(int), out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData("2.5")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("1e3")]
    [InlineData(" 5")]
    [InlineData("")]
    [InlineData(true)]
    [InlineData(3000000000L)]
    [InlineData("99999999999999999999999999999999")]
    [InlineData(double.NaN)]
    [InlineData(DayOfWeek.Friday)]
    [InlineData(null)]
    public void Nothing_is_rounded_or_counted_into_a_number(object? value) => Assert.False(PlainValue.TryRead(value, typeof(int), out _));

    [Theory]
    [InlineData("2024-05-01", "2024-05-01T00:00:00Z")]
    [InlineData("2024-05-01T10:20", "2024-05-01T10:20:00Z")]
    [InlineData("2024-05-01T10:20:30.5+02:00", "2024-05-01T08:20:30.5Z")]
    [InlineData("2024-05-01 10:20:30Z", "2024-05-01T10:20:30Z")]
    public void A_time_is_ISO_8601_and_UTC_without_a_zone(string text, string expected)
    {
        Assert.True(PlainValue.TryRead(text, typeof(DateTimeOffset), out var time));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), time);
    }

    [Fact]
    public void A_DateTime_without_a_zone_is_UTC()
    {
        Assert.True(PlainValue.TryRead(new DateTime(2024, 5, 1, 10, 0, 0, DateTimeKind.Unspecified), typeof(DateTimeOffset), out var time));
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero), time);
    }

    [Theory]
    [InlineData("01/02/2024")]
    [InlineData("1 May 2024")]
    [InlineData("10:20")]
    [InlineData("2024-13-01")]
    [InlineData("yesterday")]
    [InlineData(1e300)]
    [InlineData(true)]
    public void Other_spellings_of_a_time_are_refused(object value) => Assert.False(PlainValue.TryRead(value, typeof(DateTimeOffset), out _));

    [Fact]
    public void A_time_is_no_text_since_it_has_many_spellings()
    {
        Assert.False(PlainValue.TryRead(DateTime.UnixEpoch, typeof(string), out _));
        Assert.False(PlainValue.TryRead(DateTimeOffset.UnixEpoch, typeof(string), out _));
        Assert.False(PlainValue.TryRead(null, typeof(string), out _));
    }

    [Fact]
    public void A_constant_of_another_library_is_its_text()
    {
        Assert.True(PlainValue.TryRead(new Constant(), typeof(string), out var text));
        Assert.Equal("DELETE", text);
        Assert.False(PlainValue.TryRead(new object(), typeof(string), out _));
    }

    private sealed class Constant
    {
        public override string ToString() => "DELETE";
    }
}
