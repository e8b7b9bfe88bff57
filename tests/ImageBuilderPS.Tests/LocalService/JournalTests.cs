using System.Text.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.Tests.LocalService;

public class JournalTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_change_is_recorded_once_with_what_made_it()
    {
        var request = core.Distribution(configuration: LocalServiceHarness.Configuration
            .Replace("us-east-1", "eu-west-1", StringComparison.Ordinal).Replace(LocalServiceHarness.Account, "111122223333", StringComparison.Ordinal));
        var arn = core.Send(request, "eu-west-1", "111122223333").ImageBuildVersionArn;
        core.Send(request, "eu-west-1", "111122223333");
        core.Send(new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = core.Configure("mine", ("us-east-1", null)) });
        var entries = Read("").GetProperty("entries");
        Assert.Equal(
            ["DistributeImage", "CreateDistributionConfiguration", "DeleteDistributionConfiguration"],
            entries.EnumerateArray().Select(entry => entry.GetProperty("operation").GetString()));
        Assert.Equal(
            ("1", "2026-06-01T12:00:00+00:00", "111122223333", "eu-west-1", request.ClientToken, arn),
            (entries[0].GetProperty("sequence").GetRawText(), Text("time"), Text("account"), Text("region"), Text("clientToken"), Text("resource")));
        Assert.True(Guid.TryParse(Text("requestId"), out _));
        Assert.False(entries[2].TryGetProperty("clientToken", out _));

        string? Text(string name) => entries[0].GetProperty(name).GetString();
    }

    [Fact]
    public void Changes_of_EC2_and_of_parameters_are_recorded_too()
    {
        core.Raw("POST", "/", "Action=CreateTags&Version=2016-11-15&ResourceId.1=ami-0123456789abcdef0&Tag.1.Key=a&Tag.1.Value=b");
        core.Raw("POST", "/", "Action=DescribeImages&Version=2016-11-15");
        core.Raw("POST", "/", """{"Name":"/a","Value":"b","Type":"String"}""", new(StringComparer.OrdinalIgnoreCase) { ["X-Amz-Target"] = "AmazonSSM.PutParameter" });
        Assert.Contains("PutParameter", Read("").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("DescribeImages", Read("").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_reads_or_fails_is_not_recorded()
    {
        core.Send(new ListImagesRequest());
        core.Raw("GET", "/GetImage?imageBuildVersionArn=nonsense");
        core.Raw("PUT", "/DistributeImage", "{}");
        core.Raw("POST", "/_local/faults", """{"operation":"DistributeImage","reset":"before","count":1}""");
        core.Raw("PUT", "/DistributeImage", "{}");
        Assert.Equal("""{"firstSequence":1,"lastSequence":0,"entries":[]}""", Read("").GetRawText());
    }

    [Fact]
    public void Pages_follow_each_other_by_sequence_number()
    {
        for (var i = 0; i < 5; i++)
            core.Distribute();
        Assert.Equal([1, 2], Sequences("?max=2"));
        Assert.Equal([3, 4, 5], Sequences("?after=2"));
        Assert.Equal([], Sequences("?after=5"));
        Assert.Equal(400, core.Raw("GET", "/_local/journal?after=x").Status);
    }

    [Fact]
    public void The_oldest_changes_are_dropped_beyond_the_capacity()
    {
        var service = new ServiceState(TimeSpan.Zero, TimeProvider.System, new(isRecording: false), _ => { });
        var context = new OperationContext(service, service.Get("a", "r"), core.Now);
        var journal = service.Journal;
        for (var i = 0; i < Journal.Capacity + 3; i++)
            journal.Add(context, "DistributeImage", "id", null, null);
        var page = journal.Read(0, int.MaxValue);
        Assert.Equal((4, Journal.Capacity + 3, Journal.Capacity), (page.FirstSequence, page.LastSequence, page.Entries.Count));
        Assert.Equal(4, page.Entries[0].Sequence);
    }

    private int[] Sequences(string query) => [.. Read(query).GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt32())];

    private JsonElement Read(string query)
    {
        using var json = JsonDocument.Parse(core.Raw("GET", "/_local/journal" + query).Body);
        return json.RootElement.Clone();
    }
}
