using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.Tests.LocalService.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>What a preflight reads: as it is sent, and as the local service answers it.</summary>
public sealed class Ec2PreflightTests : Ec2Test
{
    private const string Ami = "ami-00000000000000001";

    [Fact]
    public async Task A_parameter_is_read_from_Systems_Manager()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("""{"Parameter":{"Name":"/a","Value":"ami-1"}}"""));
        Assert.Equal("ami-1", await ConnectEc2(endpoint).GetParameterAsync("/a", CancellationToken.None));
        Assert.Equal(("AmazonSSM.GetParameter", """{"Name":"/a"}"""), (endpoint.Request.Headers["X-Amz-Target"], endpoint.Request.Text));
        Assert.Equal("ssm", SignatureVersion4.Of(endpoint.Request).Service);
    }

    [Theory]
    [InlineData("ParameterNotFound", true)]
    [InlineData("AccessDeniedException", false)]
    public async Task A_parameter_that_does_not_exist_is_null_and_any_other_error_is_thrown(string code, bool isNull)
    {
        using var endpoint = new StubEndpoint(new StubAnswer { Status = 400, Body = $$"""{"__type":"{{code}}","message":"It failed."}""" });
        var reading = ConnectEc2(endpoint).GetParameterAsync("/a", CancellationToken.None);
        if (isNull)
            Assert.Null(await reading);
        else
            Assert.Equal(code, (await Assert.ThrowsAnyAsync<ImageBuilderException>(() => reading)).ErrorCode);
    }

    [Fact]
    public async Task A_quota_is_AWSs_default_where_the_account_has_none()
    {
        using var endpoint = new StubEndpoint(
            new StubAnswer { Status = 400, Body = """{"__type":"NoSuchResourceException","message":"None."}""" },
            StubAnswer.Ok("""{"Quota":{"QuotaCode":"L-B665C33B","Value":50000.0}}"""));
        Assert.Equal(50_000, await ConnectEc2(endpoint).GetImageQuotaAsync(CancellationToken.None));
        Assert.Equal(
            ["ServiceQuotasV20190624.GetServiceQuota", "ServiceQuotasV20190624.GetAWSDefaultServiceQuota"],
            endpoint.Requests.Select(request => request.Headers["X-Amz-Target"]));
        Assert.Equal("servicequotas", SignatureVersion4.Of(endpoint.Requests[0]).Service);
    }

    [Fact]
    public async Task The_quota_of_copies_is_found_by_its_name_on_any_page()
    {
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok("""{"Quotas":[{"QuotaName":"Snapshots per Region","Value":1.0}],"NextToken":"more"}"""),
            StubAnswer.Ok("""{"Quotas":[{"QuotaName":"Concurrent snapshot copies per destination Region","Value":20.0}]}"""));
        Assert.Equal(20, await ConnectEc2(endpoint).GetSnapshotCopyQuotaAsync(CancellationToken.None));
        Assert.Contains("\"NextToken\":\"more\"", endpoint.Requests[1].Text);
    }

    [Fact]
    public async Task A_quota_that_Service_Quotas_does_not_have_is_unknown()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("""{"Quotas":[]}"""), StubAnswer.Ok("""{"Quotas":[]}"""));
        Assert.Null(await ConnectEc2(endpoint).GetSnapshotCopyQuotaAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_launch_template_that_does_not_exist_is_no_error()
    {
        using var endpoint = new StubEndpoint(Ec2Error(400, "InvalidLaunchTemplateId.NotFound"));
        Assert.False(await ConnectEc2(endpoint).HasLaunchTemplateAsync("lt-1", CancellationToken.None));
    }

    [Fact]
    public async Task The_local_service_answers_every_read()
    {
        using var host = new ServiceHost();
        host.Add(Ami, image => image with { Name = "web" });
        host.Ec2State().Settings = new() { BlocksPublicImages = true };
        host.Ec2State().LaunchTemplates.Put("lt-00000000000000001", new() { LaunchTemplateId = "lt-00000000000000001", Versions = [new()] });
        host.State().Parameters.Put("/images/web", new() { Name = "/images/web", Versions = [new() { Value = Ami }] });
        host.Ec2State().Snapshots.Put("snap-00000000000000002", new()
        {
            SnapshotId = "snap-00000000000000002",
            OwnerId = ServiceHost.Account,
            Description = "Copied for DestinationAmi ami-2 from SourceAmi ami-1",
            State = "pending",
            StartTime = host.Now,
        });
        host.Add("ami-00000000000000003", account: ServiceHost.OtherAccount);
        var ec2 = ConnectEc2(new ConnectionSettings { EndpointUrl = host.Url, AccessKey = ServiceHost.Account, SecretKey = "secret" }, ServiceHost.Region);
        var none = CancellationToken.None;

        var regions = await ec2.DescribeRegionsAsync(none);
        Assert.Equal((true, false), (regions.Single(region => region.Name == "eu-west-1").IsEnabled, regions.Single(region => region.Name == "me-south-1").IsEnabled));
        Assert.True(await ec2.BlocksPublicImagesAsync(none));
        Assert.Equal([Ami], (await ec2.DescribeImagesByNameAsync("web", none)).Select(image => image.ImageId));
        Assert.Equal((1, 0), (await ec2.CountImagesAsync(none), await ec2.CountRecycledImagesAsync(none)));
        Assert.Equal([ServiceHost.SnapshotId(Ami)], await ec2.FindReadableSnapshotsAsync([ServiceHost.SnapshotId(Ami), "snap-00000000000000003"], none));
        Assert.Equal(new Ec2SnapshotCopy("snap-00000000000000002", "pending", host.Now, null), Assert.Single(await ec2.DescribeSnapshotCopiesAsync(none)));
        Assert.Equal((true, false), (await ec2.HasLaunchTemplateAsync("lt-00000000000000001", none), await ec2.HasLaunchTemplateAsync("lt-00000000000000002", none)));
        Assert.Equal((Ami, null), (await ec2.GetParameterAsync("/images/web", none), await ec2.GetParameterAsync("/images/none", none)));
        Assert.Equal((50_000, 20), (await ec2.GetImageQuotaAsync(none), await ec2.GetSnapshotCopyQuotaAsync(none)));
    }
}
