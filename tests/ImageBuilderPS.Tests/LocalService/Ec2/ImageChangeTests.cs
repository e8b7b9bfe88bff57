using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using ImageBuilderPS.LocalService.Ec2.Resources;
using AmiState = ImageBuilderPS.LocalService.Ec2.Resources.ImageState;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class ImageChangeTests : IDisposable
{
    private const string Id = "ami-00000000000000001";
    private const string Other = "ami-00000000000000002";

    private readonly ServiceHost host = new();
    private readonly AmazonEC2Client ec2;

    public ImageChangeTests()
    {
        ec2 = host.Ec2();
        host.Add(Id, image => image with { LaunchPermissions = new() { UserIds = [ServiceHost.OtherAccount] } });
    }

    private Ec2Image Image => host.Ec2State().Images.Find(Id)!;

    public void Dispose()
    {
        ec2.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task A_disabled_image_is_private_and_stays_private_when_enabled()
    {
        Assert.True((await ec2.DisableImageAsync(new() { ImageId = Id })).Return);
        Assert.Equal((AmiState.Disabled, 0), (Image.State, Image.LaunchPermissions.UserIds.Length));
        using var other = host.Ec2(ServiceHost.OtherAccount);
        Assert.Empty((await other.DescribeImagesAsync(new DescribeImagesRequest { IncludeDisabled = true })).Images ?? []);
        Assert.Equal(Id, Assert.Single((await ec2.DescribeImagesAsync(new DescribeImagesRequest { IncludeDisabled = true })).Images).ImageId);
        await ServiceHost.RefusesAsync("InvalidAMIID.Unavailable", () => ShareAsync(new LaunchPermission { UserId = ServiceHost.OtherAccount }));

        Assert.True((await ec2.EnableImageAsync(new() { ImageId = Id })).Return);
        Assert.Equal((AmiState.Available, 0), (Image.State, Image.LaunchPermissions.UserIds.Length));
        await ShareAsync(new LaunchPermission { UserId = ServiceHost.OtherAccount });
        Assert.Equal([ServiceHost.OtherAccount], Image.LaunchPermissions.UserIds);
    }

    [Theory]
    [InlineData("description", "as it was")]
    [InlineData("deregistrationProtection", "disabled")]
    [InlineData("lastLaunchedTime", "2026-05-31T12:00:00.000Z")]
    [InlineData("bootMode", null)]
    [InlineData("imdsSupport", null)]
    [InlineData("kernel", null)]
    [InlineData("ramdisk", null)]
    [InlineData("sriovNetSupport", null)]
    [InlineData("tpmSupport", null)]
    [InlineData("uefiData", null)]
    public async Task An_attribute_has_the_images_value(string name, string? value)
    {
        host.Add(Other, image => image with { Description = "as it was", LastLaunchedTime = host.Now.AddDays(-1) });
        using var client = new HttpClient();
        var xml = System.Xml.Linq.XElement.Parse(await client.GetStringAsync(new Uri(host.Url, $"?Action=DescribeImageAttribute&Attribute={name}&ImageId={Other}&Version=2016-11-15")));
        var attribute = xml.Elements().Single(element => element.Name.LocalName == name);
        Assert.Equal(value, attribute.Elements().SingleOrDefault(element => element.Name.LocalName == "value")?.Value);
    }

    [Fact]
    public async Task A_description_is_changed_in_both_forms_and_other_attributes_are_refused()
    {
        await ec2.ModifyImageAttributeAsync(new() { ImageId = Id, Description = "first" });
        Assert.Equal("first", Image.Description);
        await ec2.ModifyImageAttributeAsync(new() { ImageId = Id, Attribute = "description", Value = "second" });
        Assert.Equal("second", Image.Description);
        await ServiceHost.RefusesAsync("MissingParameter", () => ec2.ModifyImageAttributeAsync(new() { ImageId = Id, Attribute = "description" }));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.ModifyImageAttributeAsync(new() { ImageId = Id, Attribute = "colour", Value = "red" }));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.ModifyImageAttributeAsync(
            new() { ImageId = Id, Attribute = "launchPermission", OperationType = "replace", UserIds = [ServiceHost.OtherAccount] }));
        Assert.Equal(("second", ServiceHost.OtherAccount), (Image.Description, Assert.Single(Image.LaunchPermissions.UserIds)));
    }

    [Fact]
    public async Task A_deprecation_is_set_to_the_minute_outlives_a_disabling_and_can_be_taken_back()
    {
        await ec2.EnableImageDeprecationAsync(new() { ImageId = Id, DeprecateAt = host.Now.AddDays(1).AddSeconds(31).UtcDateTime });
        await ec2.DisableImageAsync(new() { ImageId = Id });
        await ec2.EnableImageAsync(new() { ImageId = Id });
        Assert.Equal(host.Now.AddDays(1).AddMinutes(1), Image.DeprecationTime);
        await ec2.DisableImageDeprecationAsync(new() { ImageId = Id });
        Assert.Null(Image.DeprecationTime);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(366 * 10)]
    public async Task A_deprecation_in_the_past_or_after_ten_years_is_refused(int days) => await ServiceHost.RefusesAsync(
        "InvalidParameterValue", () => ec2.EnableImageDeprecationAsync(new() { ImageId = Id, DeprecateAt = host.Now.AddDays(days).UtcDateTime }));

    [Fact]
    public async Task A_deregistered_image_is_gone_and_its_snapshot_stays()
    {
        var response = await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        Assert.True(response.Return);
        Assert.Empty(response.DeleteSnapshotResults ?? []);
        await ServiceHost.RefusesAsync("InvalidAMIID.NotFound", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [Id] }));
        await ServiceHost.RefusesAsync("InvalidAMIID.NotFound", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id }));
        Assert.Single((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots);
    }

    [Fact]
    public async Task Snapshots_go_with_an_image_but_for_those_that_another_image_uses()
    {
        host.Add(Other, image => image with { BlockDevices = [.. image.BlockDevices, new() { SnapshotId = ServiceHost.SnapshotId(Id) }] });
        var first = await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id, DeleteAssociatedSnapshots = true });
        Assert.Equal([SnapshotReturnCodes.Skipped], first.DeleteSnapshotResults.Select(result => result.ReturnCode));
        var second = await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Other, DeleteAssociatedSnapshots = true });
        Assert.Equal([SnapshotReturnCodes.Success, SnapshotReturnCodes.Success], second.DeleteSnapshotResults.Select(result => result.ReturnCode));
        Assert.Empty((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? []);
    }

    [Fact]
    public async Task Protection_prevents_a_deregistration()
    {
        Assert.Equal("enabled-without-cooldown", (await ec2.EnableImageDeregistrationProtectionAsync(new() { ImageId = Id })).Return);
        await ServiceHost.RefusesAsync("OperationNotPermitted", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id }));
        Assert.Equal("disabled", (await ec2.DisableImageDeregistrationProtectionAsync(new() { ImageId = Id })).Return);
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
    }

    [Fact]
    public async Task A_cooldown_extends_the_protection_by_a_day()
    {
        Assert.Equal("enabled-with-cooldown", (await ec2.EnableImageDeregistrationProtectionAsync(new() { ImageId = Id, WithCooldown = true })).Return);
        await ec2.DisableImageDeregistrationProtectionAsync(new() { ImageId = Id });
        host.Pass(TimeSpan.FromHours(23));
        await ServiceHost.RefusesAsync("OperationNotPermitted", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id }));
        host.Pass(TimeSpan.FromHours(1));
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
    }

    [Fact]
    public async Task Launch_permissions_are_added_removed_and_read()
    {
        const string Organization = "arn:aws:organizations::123456789012:organization/o-abcdefghij";
        const string Unit = "arn:aws:organizations::123456789012:ou/o-abcdefghij/ou-abcd-abcdefgh";
        await ShareAsync(new() { Group = PermissionGroup.All }, new() { OrganizationArn = Organization }, new() { OrganizationalUnitArn = Unit });
        var permissions = (await ec2.DescribeImageAttributeAsync(new() { ImageId = Id, Attribute = ImageAttributeName.LaunchPermission })).ImageAttribute.LaunchPermissions;
        Assert.Equal(
            [ServiceHost.OtherAccount, "all", Organization, Unit],
            permissions.Select(one => one.UserId ?? one.Group ?? one.OrganizationArn ?? one.OrganizationalUnitArn));
        Assert.True((await ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [Id] })).Images.Single().Public);
        await ec2.ModifyImageAttributeAsync(new()
        {
            ImageId = Id,
            Attribute = "launchPermission",
            OperationType = OperationType.Remove,
            UserIds = [ServiceHost.OtherAccount],
            UserGroups = ["all"],
            OrganizationArns = [Organization],
            OrganizationalUnitArns = [Unit],
        });
        Assert.Empty((await ec2.DescribeImageAttributeAsync(new() { ImageId = Id, Attribute = ImageAttributeName.LaunchPermission })).ImageAttribute.LaunchPermissions ?? []);
    }

    [Fact]
    public async Task Attributes_other_than_permissions_are_changed_and_read()
    {
        await ec2.ModifyImageAttributeAsync(new() { ImageId = Id, Description = "new" });
        Assert.Equal("new", (await ec2.DescribeImageAttributeAsync(new() { ImageId = Id, Attribute = ImageAttributeName.Description })).ImageAttribute.Description);
        Assert.Null((await ec2.DescribeImageAttributeAsync(new() { ImageId = Id, Attribute = ImageAttributeName.Kernel })).ImageAttribute.KernelId);
        await ServiceHost.RefusesAsync("AuthFailure", () => ec2.DescribeImageAttributeAsync(new() { ImageId = Id, Attribute = ImageAttributeName.BlockDeviceMapping }));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.DescribeImageAttributeAsync(new() { ImageId = Id, Attribute = "colour" }));
    }

    [Fact]
    public async Task Permissions_that_are_none_are_refused()
    {
        await ServiceHost.RefusesAsync("InvalidAMIAttributeItemValue", () => ShareAsync(new LaunchPermission { UserId = "1" }));
        await ServiceHost.RefusesAsync("InvalidAMIAttributeItemValue", () => ShareAsync(new LaunchPermission { Group = "some" }));
        await ServiceHost.RefusesAsync("InvalidAMIAttributeItemValue", () => ShareAsync(new LaunchPermission { OrganizationArn = "o-1" }));
        await ServiceHost.RefusesAsync("InvalidParameterCombination", () => ec2.ModifyImageAttributeAsync(new() { ImageId = Id }));
    }

    [Fact]
    public async Task Blocked_public_access_refuses_new_sharing_only()
    {
        await ShareAsync(new LaunchPermission { Group = PermissionGroup.All });
        Assert.Equal("unblocked", (await ec2.GetImageBlockPublicAccessStateAsync(new GetImageBlockPublicAccessStateRequest())).ImageBlockPublicAccessState);
        await ec2.EnableImageBlockPublicAccessAsync(new() { ImageBlockPublicAccessState = ImageBlockPublicAccessEnabledState.BlockNewSharing });
        Assert.Equal("block-new-sharing", (await ec2.GetImageBlockPublicAccessStateAsync(new GetImageBlockPublicAccessStateRequest())).ImageBlockPublicAccessState);
        Assert.True(Image.LaunchPermissions.IsPublic);
        await ServiceHost.RefusesAsync("OperationNotPermitted", () => ShareAsync(new LaunchPermission { Group = PermissionGroup.All }));
        await ec2.DisableImageBlockPublicAccessAsync(new DisableImageBlockPublicAccessRequest());
        await ShareAsync(new LaunchPermission { Group = PermissionGroup.All });
    }

    [Fact]
    public async Task Another_accounts_image_cannot_be_changed()
    {
        using var other = host.Ec2(ServiceHost.OtherAccount);
        var error = await ServiceHost.RefusesAsync("AuthFailure", () => other.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id }));
        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
        await ec2.ModifyImageAttributeAsync(new() { ImageId = Id, LaunchPermission = new() { Remove = [new() { UserId = ServiceHost.OtherAccount }] } });
        await ServiceHost.RefusesAsync("InvalidAMIID.NotFound", () => other.DisableImageAsync(new() { ImageId = Id }));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        var error = await ServiceHost.RefusesAsync("DryRunOperation", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id, DryRun = true }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, error.StatusCode);
        Assert.NotNull(Image);
    }

    private Task<ModifyImageAttributeResponse> ShareAsync(params LaunchPermission[] add) =>
        ec2.ModifyImageAttributeAsync(new() { ImageId = Id, LaunchPermission = new() { Add = [.. add] } });
}
