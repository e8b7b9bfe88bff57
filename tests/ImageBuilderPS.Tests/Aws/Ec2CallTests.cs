using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>The calls to EC2 and the services beside it, as they are sent.</summary>
public sealed class Ec2CallTests : Ec2Test
{
    [Fact]
    public async Task Images_are_asked_for_by_filter_with_disabled_and_deprecated_ones()
    {
        using var endpoint = new StubEndpoint(Images("""
            <item><imageId>ami-1</imageId><imageOwnerId>123456789012</imageOwnerId><name>web</name><imageState>available</imageState><isPublic>true</isPublic>
            <tagSet><item><key>Team</key><value>web</value></item></tagSet><lastLaunchedTime>2026-05-01T10:00:00Z</lastLaunchedTime><deprecationTime>2027-05-01T10:00:00.000Z</deprecationTime>
            <deregistrationProtection>enabled-with-cooldown 2026-06-01</deregistrationProtection>
            <blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-1</snapshotId></ebs></item><item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item></blockDeviceMapping></item>
            <item><imageId>ami-2</imageId></item>
            """));

        var images = await ConnectEc2(endpoint).DescribeImagesAsync(["ami-1", "ami-2"], ownOnly: true, CancellationToken.None);

        var time = new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            ("ami-1", "123456789012", "web", "available", true, "Team=web", time, time.AddYears(1), "enabled-with-cooldown", "snap-1"),
            (images[0].ImageId, images[0].OwnerId, images[0].Name, images[0].State, images[0].IsPublic, images[0].Tags.ToString(), images[0].LastLaunchedTime, images[0].DeprecationTime, images[0].DeregistrationProtection, Assert.Single(images[0].SnapshotIds)));
        Assert.Equal((null, null, null), (images[1].LastLaunchedTime, images[1].DeprecationTime, images[1].DeregistrationProtection));
        var form = Form(endpoint.Request);
        Assert.Equal(
            ("DescribeImages", "image-id", "ami-1", "ami-2", "true", "true", "self"),
            (form["Action"], form["Filter.1.Name"], form["Filter.1.Value.1"], form["Filter.1.Value.2"], form["IncludeDeprecated"], form["IncludeDisabled"], form["Owner.1"]));
        Assert.DoesNotContain("ImageId.1", form.Keys);
        var signature = SignatureVersion4.Of(endpoint.Request);
        Assert.Equal((AccessKey, "eu-west-1", "ec2"), (signature.AccessKey, signature.Region, signature.Service));
    }

    [Fact]
    public async Task Images_of_others_are_found_when_the_owner_is_not_known()
    {
        using var endpoint = new StubEndpoint(Images());
        await ConnectEc2(endpoint).DescribeImagesAsync(["ami-1"], ownOnly: false, CancellationToken.None);
        Assert.DoesNotContain("Owner.1", Form(endpoint.Request).Keys);
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok("<DescribeImagesResponse><imagesSet><item><imageId>ami-1</imageId></item></imagesSet><requestId>r</requestId><nextToken>more</nextToken></DescribeImagesResponse>"),
            Images("<item><imageId>ami-2</imageId></item>"));
        var images = await ConnectEc2(endpoint).DescribeImagesOfSnapshotsAsync(["snap-1"], CancellationToken.None);
        Assert.Equal(["ami-1", "ami-2"], images.Select(image => image.ImageId));
        Assert.Equal("block-device-mapping.snapshot-id", Form(endpoint.Requests[0])["Filter.1.Name"]);
        Assert.Equal("more", Form(endpoint.Requests[1])["NextToken"]);
    }

    [Fact]
    public async Task Launch_permissions_are_accounts_and_organizations()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("""
            <DescribeImageAttributeResponse><requestId>r</requestId><imageId>ami-1</imageId><launchPermission><item><group>all</group></item><item><userId>111122223333</userId></item>
            <item><organizationArn>arn:o</organizationArn></item><item><organizationalUnitArn>arn:ou</organizationalUnitArn></item></launchPermission></DescribeImageAttributeResponse>
            """));
        var sharing = await ConnectEc2(endpoint).DescribeLaunchPermissionAsync("ami-1", CancellationToken.None);
        Assert.Equal(["111122223333"], sharing!.UserIds);
        Assert.Equal(["arn:o", "arn:ou"], sharing.OrganizationArns);
        Assert.Equal("launchPermission", Form(endpoint.Request)["Attribute"]);
    }

    [Fact]
    public async Task An_AMI_that_is_gone_has_no_launch_permissions()
    {
        using var endpoint = new StubEndpoint(Ec2Error(400, "InvalidAMIID.NotFound"));
        Assert.Null(await ConnectEc2(endpoint).DescribeLaunchPermissionAsync("ami-1", CancellationToken.None));
    }

    [Fact]
    public async Task References_leave_terminated_instances_out()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("""
            <DescribeImageReferencesResponse><requestId>r</requestId><imageReferenceSet><item><imageId>ami-1</imageId><resourceType>ec2:Instance</resourceType><arn>arn:aws:ec2:eu-west-1:1:instance/i-1</arn></item></imageReferenceSet></DescribeImageReferencesResponse>
            """));
        var references = await ConnectEc2(endpoint).DescribeImageReferencesAsync(["ami-1"], CancellationToken.None);
        Assert.Equal([new("ami-1", "ec2:Instance", "arn:aws:ec2:eu-west-1:1:instance/i-1")], references);
        var form = Form(endpoint.Request);
        Assert.Equal(
            ("ami-1", "true", "ec2:Instance", "state-name"),
            (form["ImageId.1"], form["IncludeAllResourceTypes"], form["ResourceType.1.ResourceType"], form["ResourceType.1.ResourceTypeOption.1.OptionName"]));
        Assert.Contains("running", form.Values);
        Assert.DoesNotContain("terminated", form.Values);
    }

    [Fact]
    public async Task Default_versions_are_those_of_all_templates()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("""
            <DescribeLaunchTemplateVersionsResponse><requestId>r</requestId><launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId><versionNumber>3</versionNumber><launchTemplateData><imageId>ami-1</imageId></launchTemplateData></item></launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>
            """));
        Assert.Equal([new("lt-1", 3, "ami-1")], await ConnectEc2(endpoint).DescribeDefaultLaunchTemplateVersionsAsync(CancellationToken.None));
        Assert.Equal("$Default", Form(endpoint.Request)["LaunchTemplateVersion.1"]);
        Assert.DoesNotContain("LaunchTemplateId", Form(endpoint.Request).Keys);
    }

    [Fact]
    public async Task The_rules_of_the_Recycle_Bin_are_listed_by_kind_and_read_each()
    {
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok("""{"Rules":[{"Identifier":"a"}],"NextToken":"more"}"""),
            StubAnswer.Ok("""{"Rules":[{"Identifier":"b"}]}"""),
            StubAnswer.Ok("""{"Rules":[]}"""),
            StubAnswer.Ok("""{"Identifier":"a","ResourceType":"EC2_IMAGE","RetentionPeriod":{"RetentionPeriodUnit":"DAYS","RetentionPeriodValue":7},"Status":"available","ExcludeResourceTags":[{"ResourceTagKey":"Skip"}]}"""));
        var rules = await ConnectEc2(endpoint).ListRecycleBinRulesAsync(CancellationToken.None);
        Assert.All(rules, rule => Assert.Equal(("EC2_IMAGE", 7, "Skip"), (rule.ResourceType, rule.RetentionDays, Assert.Single(rule.ExcludedTags).Key)));
        var requests = endpoint.Requests;
        Assert.Equal(
            ["GET /rules/a", "GET /rules/b", "POST /list-rules", "POST /list-rules", "POST /list-rules"],
            requests.Select(request => $"{request.Method} {request.Path}").Order(StringComparer.Ordinal));
        Assert.Contains(requests, request => request.Text == """{"ResourceType":"EC2_IMAGE"}""");
        Assert.Contains(requests, request => request.Text == """{"ResourceType":"EBS_SNAPSHOT"}""");
        Assert.Single(requests, request => request.Text.Contains("\"NextToken\":\"more\"", StringComparison.Ordinal));
        Assert.All(requests, request => Assert.Equal("rbin", SignatureVersion4.Of(request).Service));
    }

    [Fact]
    public async Task A_rule_that_is_not_in_force_yet_does_not_count()
    {
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok("""{"Rules":[{"Identifier":"a"}]}"""),
            StubAnswer.Ok("""{"Rules":[]}"""),
            StubAnswer.Ok("""{"Identifier":"a","ResourceType":"EC2_IMAGE","RetentionPeriod":{"RetentionPeriodUnit":"DAYS","RetentionPeriodValue":7},"Status":"pending"}"""));
        Assert.Empty(await ConnectEc2(endpoint).ListRecycleBinRulesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_role_is_looked_for_in_IAM_which_signs_for_one_region()
    {
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok("<GetRoleResponse><GetRoleResult><Role><RoleName>R</RoleName></Role></GetRoleResult></GetRoleResponse>"), QueryError(404, "NoSuchEntity"));
        var ec2 = ConnectEc2(endpoint);
        Assert.True(await ec2.HasRoleAsync("R", CancellationToken.None));
        Assert.False(await ec2.HasRoleAsync("R/S", CancellationToken.None));
        Assert.Equal("Action=GetRole&RoleName=R&Version=2010-05-08", endpoint.Requests[0].Text);
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", endpoint.Requests[0].Header("Content-Type"));
        Assert.Contains("RoleName=R%2FS", endpoint.Requests[1].Text, StringComparison.Ordinal);
        var signature = SignatureVersion4.Of(endpoint.Requests[0]);
        Assert.Equal(("us-east-1", "iam"), (signature.Region, signature.Service));
    }

    [Fact]
    public async Task The_caller_is_asked_of_STS()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(
            """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>a</Arn><UserId>u</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""));
        Assert.Equal(new CallerIdentity("123456789012", "a"), await ConnectEc2(endpoint).GetCallerAsync(CancellationToken.None));
        Assert.Equal("sts", SignatureVersion4.Of(endpoint.Request).Service);
    }

    [Fact]
    public async Task A_role_is_assumed_once_for_all_services()
    {
        using var sts = new StubEndpoint(AssumedRole());
        using var endpoint = new StubEndpoint(Images(), StubAnswer.Ok("""{"Rules":[]}"""));
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        var ec2 = ConnectEc2(endpoint, Role);

        await ec2.ResolveCredentialsAsync(CancellationToken.None);
        await ec2.DescribeImagesAsync(["ami-1"], ownOnly: true, CancellationToken.None);
        await ec2.ListRecycleBinRulesAsync(CancellationToken.None);

        Assert.Contains("Action=AssumeRole", sts.Request.Text, StringComparison.Ordinal);
        Assert.Equal(Role, Form(sts.Request)["RoleArn"]);
        Assert.Equal(AccessKey, SignatureVersion4.Of(sts.Request).AccessKey);
        Assert.All(endpoint.Requests, request => Assert.Equal("ASIAROLE", SignatureVersion4.Of(request).AccessKey));
        Assert.All(endpoint.Requests, request => Assert.Equal("role-token", request.Header("X-Amz-Security-Token")));
    }

    [Fact]
    public async Task Credentials_come_from_a_profile()
    {
        Environment.Config = "[profile keys]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = profile-secret\n";
        using var endpoint = new StubEndpoint(Images());
        await ConnectEc2(new ConnectionSettings { EndpointUrl = endpoint.Url, ProfileName = "keys" }).DescribeImagesAsync(["ami-1"], true, CancellationToken.None);
        Assert.Equal("AKIDPROFILE", SignatureVersion4.Of(endpoint.Request).AccessKey);
    }

    [Fact]
    public void Equal_settings_share_a_connection()
    {
        using var endpoint = new StubEndpoint();
        Assert.Same(ConnectEc2(endpoint), ConnectEc2(endpoint));
        Assert.NotSame(ConnectEc2(endpoint), ConnectEc2(endpoint, Role));
        Assert.NotSame(ConnectEc2(endpoint), ConnectEc2(SettingsFor(endpoint), "us-west-2"));
    }
}
