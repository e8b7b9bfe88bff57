using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class NeverLaunchedTests
{
    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"lastLaunchedTime":null}""", true)]
    [InlineData("""{"lastLaunchedTime":"2026-01-01T00:00:00Z"}""", false)]
    [InlineData("""{"hasNeverLaunched":true}""", true)]
    [InlineData("""{"lastLaunchedTime":null,"hasNeverLaunched":null}""", null)]
    [InlineData("""{"hasNeverLaunched":null,"lastLaunchedTime":null}""", null)]
    [InlineData("""{"hasNeverLaunched":true,"lastLaunchedTime":"2026-01-01T00:00:00Z"}""", false)]
    public void Null_says_that_an_AMI_was_never_launched_and_no_member_says_nothing(string json, bool? never)
    {
        var ami = ContractJson.FromBytes<Ami>(Encoding.UTF8.GetBytes(json));

        Assert.Equal(never, ami.HasNeverLaunched);
    }

    [Fact]
    public void What_is_known_of_launches_survives_being_written_with_every_member()
    {
        foreach (var ami in new[] { new Ami(), new Ami { LastLaunchedTime = null }, new Ami { HasNeverLaunched = true }, new Ami { LastLaunchedTime = DateTimeOffset.UnixEpoch } })
        {
            var read = ContractJson.FromBytes<Ami>(JsonSerializer.SerializeToUtf8Bytes(ami));

            Assert.Equal((ami.HasNeverLaunched, ami.LastLaunchedTime), (read.HasNeverLaunched, read.LastLaunchedTime));
        }
    }

    [Fact]
    public void The_API_is_not_sent_what_EC2_knows()
    {
        Assert.Equal("{}", ContractJson.ToText(new Ami { HasNeverLaunched = true, LastLaunchedTime = null }).Replace(" ", ""));
    }
}
