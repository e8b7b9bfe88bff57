using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Distributing.Ledger;

namespace ImageBuilderPS.Tests.Distributing.Ledger;

public sealed class DistributionLedgerTests : IDisposable
{
    private const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/1";
    private const string Here = "region us-east-1";
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void The_same_input_has_the_same_token_in_the_next_command()
    {
        var first = Take(ledger => ledger.Take(Request("ami-1"), false, Here).ClientToken);
        var request = Request("ami-1");
        var second = Take(ledger => ledger.Take(request, false, Here).ClientToken);

        Assert.Equal(first, second);
        Assert.Equal(first, request.ClientToken);
    }

    [Fact]
    public void Equal_inputs_are_told_apart_by_their_order()
    {
        var first = Take(ledger => (ledger.Take(Request("ami-1"), false, Here).ClientToken, ledger.Take(Request("ami-1"), false, Here).ClientToken));
        var second = Take(ledger => (ledger.Take(Request("ami-1"), false, Here).ClientToken, ledger.Take(Request("ami-1"), false, Here).ClientToken));

        Assert.NotEqual(first.Item1, first.Item2);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Another_source_configuration_role_tag_connection_or_given_token_is_another_input()
    {
        var tagged = Request("ami-1");
        tagged.Tags = new() { ["Team"] = "web" };
        var other = Request("ami-1");
        other.ExecutionRole = "Other";
        var tokens = Take(ledger => new[]
        {
            ledger.Take(Request("ami-1"), false, Here), ledger.Take(Request("ami-2"), false, Here), ledger.Take(tagged, false, Here),
            ledger.Take(other, false, Here), ledger.Take(Request("ami-1"), false, "region eu-west-1"), ledger.Take(Request("ami-1"), true, Here),
        }.Select(entry => entry.Key).ToList());

        Assert.Equal(6, tokens.Distinct().Count());
    }

    [Fact]
    public void What_became_of_an_input_is_known_to_the_next_command()
    {
        Take(ledger =>
        {
            var entry = ledger.Take(Request("ami-1"), false, Here);
            ledger.RecordImage(entry, Arn);
            ledger.RecordEnd(entry, new()
            {
                ImageBuildVersionArn = Arn, Status = ImageStatus.Available, Targets = [new() { Region = "us-east-1", AccountId = "111122223333", ImageId = "ami-9", State = "AVAILABLE" }],
            });
            return entry;
        });
        var known = Take(ledger => ledger.Take(Request("ami-1"), false, Here));

        Assert.True(known.IsDone);
        Assert.Equal(Arn, known.ImageBuildVersionArn);
        Assert.Equal(["us-east-1 111122223333 ami-9 AVAILABLE"], known.Targets.Select(target => $"{target}"));
    }

    [Fact]
    public void A_refused_input_is_sent_again()
    {
        Take(ledger =>
        {
            var entry = ledger.Take(Request("ami-1"), false, Here);
            ledger.RecordRefusal(entry, ImageBuilderException.Create("AccessDeniedException", "No.", 403));
            return entry;
        });
        var known = Take(ledger => ledger.Take(Request("ami-1"), false, Here));

        Assert.Null(known.ImageBuildVersionArn);
        Assert.False(known.IsDone);
        Assert.False(known.HasFailed);
    }

    [Fact]
    public void A_line_that_a_killed_process_left_in_part_is_dropped()
    {
        var token = Take(ledger => ledger.Take(Request("ami-1"), false, Here).ClientToken);
        File.AppendAllText(file, """{"clientToken":"abc","key":"sha25""");

        Assert.Equal(token, Take(ledger => ledger.Take(Request("ami-1"), false, Here).ClientToken));
        Assert.EndsWith("\n", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"policies":[]}""", "got no distributionLedger, expected version 1")]
    [InlineData("""{"distributionLedger":2}""", "got version 2, expected version 1")]
    [InlineData("SourceImage,ExecutionRole", "line 1")]
    [InlineData("""{"distributionLedger":1}+{"clientToken":"x"}""", "the clientToken x is of no line before it")]
    [InlineData("""{"distributionLedger":1}+{"key":"x"}""", "it has no clientToken")]
    public void Another_file_is_an_error_and_stays_as_it_is(string content, string expected)
    {
        content = content.Replace('+', '\n') + "\n";
        File.WriteAllText(file, content);

        Assert.Contains(expected, Assert.Throws<ContractJsonException>(() => DistributionLedger.Open(file)).Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(file));
    }

    [Fact]
    public void A_file_without_a_complete_line_is_no_ledger()
    {
        File.WriteAllText(file, "a note");

        Assert.Throws<ContractJsonException>(() => DistributionLedger.Open(file));
        Assert.Equal("a note", File.ReadAllText(file));
    }

    [Fact]
    public void Two_commands_cannot_have_one_ledger()
    {
        using var ledger = DistributionLedger.Open(file);

        Assert.Throws<IOException>(() => DistributionLedger.Open(file));
    }

    [Fact]
    public async Task Many_threads_write_whole_lines()
    {
        const int Inputs = 400;
        using (var ledger = DistributionLedger.Open(file))
        {
            var work = new List<Task>();
            for (var i = 0; i < Inputs; i++)
            {
                var entry = ledger.Take(Request($"ami-{i}"), false, Here);
                work.Add(Task.Run(() =>
                {
                    ledger.Flush(entry);
                    ledger.RecordImage(entry, Arn);
                    ledger.RecordEnd(entry, new() { ImageBuildVersionArn = Arn, Status = ImageStatus.Available });
                }));
            }
            await Task.WhenAll(work);
        }

        Assert.Equal(1 + (3 * Inputs), File.ReadAllLines(file).Length);
        Assert.True(Take(ledger => Enumerable.Range(0, Inputs).All(i => ledger.Take(Request($"ami-{i}"), false, Here).IsDone)));
    }

    [Fact]
    public void Finding_an_entry_writes_nothing()
    {
        Take(ledger => ledger.Find(Request("ami-1"), false, Here));

        Assert.Single(File.ReadAllLines(file));
    }

    private static DistributeImageRequest Request(string source) => new()
    {
        SourceImage = source,
        DistributionConfigurationArn = "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo",
        ExecutionRole = "Role",
        ClientToken = Guid.NewGuid().ToString(),
    };

    private T Take<T>(Func<DistributionLedger, T> take)
    {
        using var ledger = DistributionLedger.Open(file);
        return take(ledger);
    }
}
