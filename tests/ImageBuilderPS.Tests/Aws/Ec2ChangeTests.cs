using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>The changes of AMIs, as they are sent.</summary>
public sealed class Ec2ChangeTests : Ec2Test
{
    [Fact]
    public async Task Images_in_the_recycle_bin_are_listed_to_the_last_page_with_their_times()
    {
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok("""
                <ListImagesInRecycleBinResponse><requestId>r</requestId><imageSet><item><imageId>ami-1</imageId><recycleBinEnterTime>2026-06-01T10:00:00.000Z</recycleBinEnterTime>
                <recycleBinExitTime>2026-06-08T10:00:00.000Z</recycleBinExitTime></item></imageSet><nextToken>more</nextToken></ListImagesInRecycleBinResponse>
                """),
            StubAnswer.Ok("<ListImagesInRecycleBinResponse><requestId>r</requestId><imageSet><item><imageId>ami-2</imageId></item></imageSet></ListImagesInRecycleBinResponse>"));
        var images = await ConnectChanges(endpoint).ListImagesInRecycleBinAsync(CancellationToken.None);
        var enter = new DateTimeOffset(2026, 6, 1, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal([new("ami-1", enter, enter.AddDays(7)), new("ami-2", null, null)], images);
        Assert.Equal("more", Form(endpoint.Requests[1])["NextToken"]);
    }

    [Fact]
    public async Task Snapshots_in_the_recycle_bin_are_listed()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(
            "<ListSnapshotsInRecycleBinResponse><requestId>r</requestId><snapshotSet><item><snapshotId>snap-1</snapshotId></item></snapshotSet></ListSnapshotsInRecycleBinResponse>"));
        Assert.Equal([new("snap-1", null, null)], await ConnectChanges(endpoint).ListSnapshotsInRecycleBinAsync(CancellationToken.None));
        Assert.Equal("ListSnapshotsInRecycleBin", Form(endpoint.Request)["Action"]);
    }

    [Fact]
    public async Task Accounts_organizations_and_units_may_launch_an_image()
    {
        var form = await SendAsync("ModifyImageAttribute", ec2 => ec2.ShareAsync(
            "ami-1",
            new(["111122223333"], ["arn:aws:organizations::1:organization/o-1", "arn:aws:organizations::1:ou/o-1/ou-1"]),
            CancellationToken.None));
        Assert.Equal(
            ("ami-1", "111122223333", "arn:aws:organizations::1:organization/o-1", "arn:aws:organizations::1:ou/o-1/ou-1"),
            (form["ImageId"], form["LaunchPermission.Add.1.UserId"], form["LaunchPermission.Add.2.OrganizationArn"], form["LaunchPermission.Add.3.OrganizationalUnitArn"]));
    }

    [Fact]
    public async Task Everybody_may_launch_an_image()
    {
        var form = await SendAsync("ModifyImageAttribute", ec2 => ec2.PublishAsync("ami-1", CancellationToken.None));
        Assert.Equal("all", form["LaunchPermission.Add.1.Group"]);
        Assert.DoesNotContain(form.Keys, key => key.Contains("Remove", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tags_are_added()
    {
        var form = await SendAsync("CreateTags", ec2 => ec2.AddTagsAsync("snap-1", new() { ["Team"] = "web" }, CancellationToken.None));
        Assert.Equal(("snap-1", "Team", "web"), (form["ResourceId.1"], form["Tag.1.Key"], form["Tag.1.Value"]));
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public async Task An_image_is_protected(bool withCooldown, string sent)
    {
        var form = await SendAsync("EnableImageDeregistrationProtection", ec2 => ec2.ProtectAsync("ami-1", withCooldown, CancellationToken.None));
        Assert.Equal(("ami-1", sent), (form["ImageId"], form["WithCooldown"]));
    }

    [Fact]
    public async Task An_image_and_a_snapshot_are_restored_and_an_image_is_enabled()
    {
        Assert.Equal("ami-1", (await SendAsync("RestoreImageFromRecycleBin", ec2 => ec2.RestoreImageAsync("ami-1", CancellationToken.None)))["ImageId"]);
        Assert.Equal("snap-1", (await SendAsync("RestoreSnapshotFromRecycleBin", ec2 => ec2.RestoreSnapshotAsync("snap-1", CancellationToken.None)))["SnapshotId"]);
        Assert.Equal("ami-1", (await SendAsync("EnableImage", ec2 => ec2.EnableImageAsync("ami-1", CancellationToken.None)))["ImageId"]);
    }

    [Fact]
    public async Task A_refused_change_has_the_name_of_the_error()
    {
        using var endpoint = new StubEndpoint(Ec2Error(400, "InvalidAMIID.NotFound"));
        var error = await Assert.ThrowsAsync<ImageBuilderException>(() => ConnectChanges(endpoint).RestoreImageAsync("ami-1", CancellationToken.None));
        Assert.Equal("InvalidAMIID.NotFound", error.ErrorCode);
    }

    private static IEc2Changes ConnectChanges(StubEndpoint endpoint) => new AwsEc2Factory().ConnectForChanges(SettingsFor(endpoint), "eu-west-1", null);

    private static async Task<IReadOnlyDictionary<string, string>> SendAsync(string operation, Func<IEc2Changes, Task> change)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok($"<{operation}Response><requestId>r</requestId><return>true</return></{operation}Response>"));
        await change(ConnectChanges(endpoint));
        var form = Form(endpoint.Request);
        Assert.Equal(operation, form["Action"]);
        return form;
    }
}
