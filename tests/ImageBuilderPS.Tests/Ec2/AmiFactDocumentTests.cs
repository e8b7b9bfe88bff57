using System.Text.Json;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Tests.Ec2;

public sealed class AmiFactDocumentTests
{
    private static readonly DateTimeOffset Time = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly AmiFact Full = new()
    {
        AmiId = "ami-1",
        Region = "us-east-1",
        AccountId = "111111111111",
        ImageArn = "arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1",
        Name = "web <1>",
        ReadAt = Time,
        State = "available",
        IsPublic = false,
        SharedAccounts = [],
        SharedOrganizations = ["arn:aws:organizations::1:organization/o-1"],
        Tags = new() { ["Team"] = "wéb" },
        LastLaunchedTime = Time.AddDays(-3),
        HasNeverLaunched = false,
        DeprecationTime = Time.AddYears(1),
        DeregistrationProtection = "disabled",
        Snapshots = [new() { SnapshotId = "snap-1", VolumeSize = 8, FullSnapshotSizeInBytes = 3_000_000_000, StorageTier = "standard", Tags = [], AmiIds = ["ami-1"], RecycleBinDays = 0 }],
        InUseBy = [new() { ResourceType = "ec2:LaunchTemplate", Arn = "arn:aws:ec2:us-east-1:1:launch-template/lt-1", Name = "web", Versions = [1], DefaultVersion = 1, LatestVersion = 2 }],
        HasLifecycleRole = true,
        IsOfOtherAccount = true,
        RecycleBinDays = 7,
        Problems = [new() { Permission = "iam:GetRole", ErrorCode = "AccessDenied", Message = "No." }],
    };

    [Fact]
    public void Every_member_survives_a_file()
    {
        var text = AmiFactDocument.Write([Full], Time);

        var document = AmiFactDocument.Read(text);

        Assert.Equal((1, Time), (document.Version, document.ReadAt));
        Assert.Equal(text, AmiFactDocument.Write(document.Facts!, Time));
        Assert.All(
            typeof(AmiFact).GetProperties().Where(property => property.CanWrite),
            property => Assert.NotNull(property.GetValue(Full)));
        Assert.Equal(Describe(Full), Describe(Assert.Single(document.Facts!)));
    }

    [Fact]
    public void Unknown_stays_other_than_none()
    {
        AmiFact[] facts =
        [
            new() { AmiId = "ami-unknown", Region = "us-east-1", ReadAt = Time },
            new() { AmiId = "ami-none", Region = "us-east-1", ReadAt = Time, HasNeverLaunched = true, SharedAccounts = [], InUseBy = [], Tags = [], IsPublic = false, RecycleBinDays = 0 },
        ];

        var read = AmiFactDocument.Read(AmiFactDocument.Write(facts, Time)).Facts!;

        Assert.Equal((null, null, null, null), (read[0].HasNeverLaunched, read[0].LastLaunchedTime, read[0].SharedAccounts, read[0].RecycleBinDays));
        Assert.Equal((true, null, 0), (read[1].HasNeverLaunched, read[1].LastLaunchedTime, read[1].RecycleBinDays));
        Assert.Empty(read[1].SharedAccounts!);
        Assert.Empty(read[1].InUseBy!);
        Assert.Empty(read[1].Tags!);
    }

    [Fact]
    public void The_text_is_for_people_too()
    {
        var text = AmiFactDocument.Write([new() { AmiId = "ami-1", Region = "us-east-1", ReadAt = Time }], Time);

        Assert.Equal(
            """
            {
              "version": 1,
              "readAt": "2026-06-01T12:00:00.000Z",
              "facts": [
                {
                  "amiId": "ami-1",
                  "region": "us-east-1",
                  "readAt": "2026-06-01T12:00:00+00:00",
                  "isOfOtherAccount": false
                }
              ]
            }

            """,
            text);
    }

    [Fact]
    public void A_file_is_as_old_as_its_oldest_fact() => Assert.Equal(
        Time.AddDays(-1),
        AmiFactDocument.Read(AmiFactDocument.Write(
            [new() { AmiId = "ami-1", Region = "us-east-1", ReadAt = Time }, new() { AmiId = "ami-2", Region = "us-east-1", ReadAt = Time.AddDays(-1) }], Time)).ReadAt);

    [Theory]
    [InlineData("{", "$")]
    [InlineData("[]", "$")]
    [InlineData("{}", "$")]
    [InlineData("""{"version":1,"readAt":"2026-06-01T12:00:00Z"}""", "$")]
    [InlineData("""{"version":2,"readAt":"2026-06-01T12:00:00Z","facts":[]}""", "$.version")]
    [InlineData("""{"version":1,"readAt":"yesterday","facts":[]}""", "$.readAt")]
    [InlineData("""{"version":1,"readAt":"2026-06-01T12:00:00Z","facts":[null]}""", "$.facts[0]")]
    [InlineData("""{"version":1,"readAt":"2026-06-01T12:00:00Z","facts":[{"region":"us-east-1"}]}""", "$.facts[0].amiId")]
    [InlineData("""{"version":1,"readAt":"2026-06-01T12:00:00Z","facts":[{"amiId":"ami-1"}]}""", "$.facts[0].region")]
    [InlineData("""{"version":1,"readAt":"2026-06-01T12:00:00Z","facts":[{"amiId":"ami-1","region":"us-east-1","isPublic":"maybe"}]}""", "$.facts[0].isPublic")]
    [InlineData("""{"version":1,"readAt":"2026-06-01T12:00:00Z","facts":[{"amiId":"ami-1","region":"us-east-1","snapshots":[null]}]}""", "$.facts[0].snapshots[0]")]
    public void What_is_not_a_file_of_facts_is_an_error_with_its_path(string text, string path) =>
        Assert.Equal(path, Assert.Throws<ContractJsonException>(() => AmiFactDocument.Read(text)).Path);

    private static string Describe(AmiFact fact) => JsonSerializer.Serialize(fact);
}
