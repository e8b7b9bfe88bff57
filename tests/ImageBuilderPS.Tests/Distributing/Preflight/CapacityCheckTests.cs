using ImageBuilderPS.Distributing.Preflight;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Ec2;

namespace ImageBuilderPS.Tests.Distributing.Preflight;

public class CapacityCheckTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly PreflightScenario scenario = new();

    private FakeEc2 Home => scenario.Cloud[PreflightScenario.Own];

    [Theory]
    [InlineData(1, DistributeImageCheckResult.Failed)]
    [InlineData(2, DistributeImageCheckResult.Passed)]
    public async Task The_copy_has_to_fit_the_quota_of_AMIs(int quota, string result)
    {
        Home.ImageQuota = quota;
        Assert.Equal(result, (await scenario.RowAsync(DistributeImageChecks.AmiQuota)).Result);
    }

    [Fact]
    public async Task AMIs_in_the_Recycle_Bin_count_unless_they_may_not_be_read()
    {
        Home.ImageQuota = 2;
        Home.RecycledImages.Add(Home.Images[0] with { ImageId = "ami-00000002" });
        Assert.Equal(DistributeImageCheckResult.Failed, (await scenario.RowAsync(DistributeImageChecks.AmiQuota)).Result);
        var other = new PreflightScenario();
        other.Cloud[PreflightScenario.Own].ImageQuota = 2;
        other.Refuse("CountRecycledImages");
        Assert.Equal(DistributeImageCheckResult.Passed, (await other.RowAsync(DistributeImageChecks.AmiQuota)).Result);
    }

    [Fact]
    public async Task The_inputs_of_a_pipeline_add_up()
    {
        Home.ImageQuota = 3;
        var results = new List<string>();
        for (var i = 0; i < 3; i++)
            results.Add((await scenario.RowAsync(DistributeImageChecks.AmiQuota)).Result);
        Assert.Equal([DistributeImageCheckResult.Passed, DistributeImageCheckResult.Passed, DistributeImageCheckResult.Failed], results);
        Assert.Equal(1, scenario.Cloud.Count("CountImages"));
    }

    [Fact]
    public async Task An_input_that_fails_takes_no_room()
    {
        Home.ImageQuota = 2;
        Assert.False((await scenario.TestAsync(PreflightScenario.Request("ami-00000009"))).Passed);
        Assert.True((await scenario.TestAsync()).Passed);
    }

    [Fact]
    public async Task Copies_that_fit_take_as_long_as_the_last_ones()
    {
        Home.Copies.AddRange([new("snap-1", "completed", Start, Start.AddMinutes(10)), new("snap-2", "completed", Start, Start.AddMinutes(14))]);
        var row = await scenario.RowAsync(DistributeImageChecks.CopyQueue);
        Assert.Equal("us-east-1: no copy has to wait. The copies take about 12 minutes.", row.Message);
    }

    [Fact]
    public async Task Copies_that_wait_are_a_warning_with_the_time()
    {
        Home.CopyQuota = 2;
        Home.Update(PreflightScenario.Ami, image => image with { SnapshotIds = ["snap-1", "snap-2"] });
        Home.Copies.AddRange([new("snap-3", "pending", Start, null), new("snap-4", "completed", Start, Start.AddMinutes(10))]);
        var row = await scenario.RowAsync(DistributeImageChecks.CopyQueue);
        Assert.Equal((DistributeImageCheckResult.Warning, "us-east-1"), (row.Result, row.Region));
        Assert.Equal("1 snapshot copy comes before these 2, and 2 run at a time. The copies take about 20 minutes.", row.Message);
    }

    [Fact]
    public async Task Without_earlier_copies_no_time_is_told() =>
        Assert.EndsWith("a time that no earlier copy tells.", (await scenario.RowAsync(DistributeImageChecks.CopyQueue)).Message);

    [Fact]
    public async Task A_quota_that_Service_Quotas_does_not_tell_is_unknown()
    {
        Home.ImageQuota = null;
        Home.CopyQuota = null;
        foreach (var name in new[] { DistributeImageChecks.AmiQuota, DistributeImageChecks.CopyQueue })
        {
            var row = await scenario.RowAsync(name);
            Assert.Equal((DistributeImageCheckResult.Unknown, null), (row.Result, row.Permission));
        }
    }

    [Theory]
    [InlineData("GetImageQuota", DistributeImageChecks.AmiQuota, "servicequotas:GetServiceQuota")]
    [InlineData("CountImages", DistributeImageChecks.AmiQuota, "ec2:DescribeImages")]
    [InlineData("GetSnapshotCopyQuota", DistributeImageChecks.CopyQueue, "servicequotas:ListServiceQuotas")]
    [InlineData("DescribeSnapshotCopies", DistributeImageChecks.CopyQueue, "ec2:DescribeSnapshots")]
    public async Task What_may_not_be_read_is_unknown_with_its_permission(string operation, string name, string permission)
    {
        scenario.Refuse(operation);
        var row = await scenario.RowAsync(name);
        Assert.Equal(DistributeImageCheckResult.Unknown, row.Result);
        Assert.StartsWith(permission, row.Permission);
    }
}
