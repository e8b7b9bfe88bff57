using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>The forms that are sent to EC2 are those that AWSSDK.EC2 makes of the same requests.</summary>
public sealed class Ec2FormTests : Ec2Test
{
    private const string Token = "more/+=";
    private const string Organization = "arn:aws:organizations::111122223333:organization/o-1";
    private const string Unit = "arn:aws:organizations::111122223333:ou/o-1/ou-1";
    private const string Name = "web é + *~!'()&=/";

    // The call, and the request of AWSSDK.EC2; a list is asked for twice, the second time with a token.
    private static readonly Dictionary<string, (Func<AwsEc2, CancellationToken, Task> Call, Func<string?, AmazonEC2Request>[] Expected)> Calls = new()
    {
        ["own AMIs"] = ((ec2, none) => ec2.DescribeImagesAsync(["ami-1", "ami-2"], ownOnly: true, none), List(token => Images(token, "image-id", "ami-1", "ami-2"))),
        ["AMIs of anybody"] = ((ec2, none) => ec2.DescribeImagesAsync(["ami-1"], ownOnly: false, none), List(token =>
        {
            var request = Images(token, "image-id", "ami-1");
            request.Owners = null;
            return request;
        })),
        ["AMIs of snapshots"] = ((ec2, none) => ec2.DescribeImagesOfSnapshotsAsync(["snap-1"], none), List(token => Images(token, "block-device-mapping.snapshot-id", "snap-1"))),
        ["AMIs by name"] = ((ec2, none) => ec2.DescribeImagesByNameAsync(Name, none), List(token => Images(token, "name", Name))),
        ["all AMIs"] = ((ec2, none) => ec2.CountImagesAsync(none), List(token => new DescribeImagesRequest
        {
            Owners = ["self"], IncludeDeprecated = true, IncludeDisabled = true, MaxResults = 1000, NextToken = token,
        })),
        ["permissions"] = ((ec2, none) => ec2.DescribeLaunchPermissionAsync("ami-1", none), Once(new DescribeImageAttributeRequest
        {
            ImageId = "ami-1", Attribute = ImageAttributeName.LaunchPermission,
        })),
        ["snapshots"] = ((ec2, none) => ec2.DescribeSnapshotsAsync(["snap-1", "snap-2"], none), List(token => new DescribeSnapshotsRequest
        {
            Filters = [new("snapshot-id", ["snap-1", "snap-2"])], OwnerIds = ["self"], MaxResults = 1000, NextToken = token,
        })),
        ["readable snapshots"] = ((ec2, none) => ec2.FindReadableSnapshotsAsync(["snap-1"], none), List(token => new DescribeSnapshotsRequest
        {
            Filters = [new("snapshot-id", ["snap-1"])], MaxResults = 1000, NextToken = token,
        })),
        ["copies"] = ((ec2, none) => ec2.DescribeSnapshotCopiesAsync(none), [token => Copies("pending", null), token => Copies("pending", Token), token => Copies("completed", null)]),
        ["references"] = ((ec2, none) => ec2.DescribeImageReferencesAsync(["ami-1", "ami-2"], none), List(token => new DescribeImageReferencesRequest
        {
            ImageIds = ["ami-1", "ami-2"],
            IncludeAllResourceTypes = true,
            ResourceTypes =
            [
                new()
                {
                    ResourceType = ImageReferenceResourceType.Ec2Instance,
                    ResourceTypeOptions = [new() { OptionName = ImageReferenceOptionName.StateName, OptionValues = ["pending", "running", "shutting-down", "stopping", "stopped"] }],
                },
            ],
            NextToken = token,
        })),
        ["instances"] = ((ec2, none) => ec2.DescribeInstancesAsync(["i-1"], none), List(token => new DescribeInstancesRequest
        {
            Filters = [new("instance-id", ["i-1"])], MaxResults = 1000, NextToken = token,
        })),
        ["templates"] = ((ec2, none) => ec2.DescribeLaunchTemplatesAsync(["lt-1", "lt-2"], none), List(token => new DescribeLaunchTemplatesRequest
        {
            LaunchTemplateIds = ["lt-1", "lt-2"], NextToken = token,
        })),
        ["one template"] = ((ec2, none) => ec2.HasLaunchTemplateAsync("lt-1", none), Once(new DescribeLaunchTemplatesRequest { LaunchTemplateIds = ["lt-1"] })),
        ["default versions"] = ((ec2, none) => ec2.DescribeDefaultLaunchTemplateVersionsAsync(none), List(token => new DescribeLaunchTemplateVersionsRequest
        {
            Versions = ["$Default"], MaxResults = 200, NextToken = token,
        })),
        ["versions"] = ((ec2, none) => ec2.DescribeLaunchTemplateVersionsAsync("lt-1", ["ami-1"], none), List(token => new DescribeLaunchTemplateVersionsRequest
        {
            LaunchTemplateId = "lt-1", Filters = [new("image-id", ["ami-1"])], MaxResults = 200, NextToken = token,
        })),
        ["regions"] = ((ec2, none) => ec2.DescribeRegionsAsync(none), Once(new DescribeRegionsRequest { AllRegions = true })),
        ["public access"] = ((ec2, none) => ec2.BlocksPublicImagesAsync(none), Once(new GetImageBlockPublicAccessStateRequest())),
        ["recycled AMIs"] = ((ec2, none) => ec2.ListImagesInRecycleBinAsync(none), List(token => new ListImagesInRecycleBinRequest { MaxResults = 1000, NextToken = token })),
        ["recycled snapshots"] = ((ec2, none) => ec2.ListSnapshotsInRecycleBinAsync(none), List(token => new ListSnapshotsInRecycleBinRequest { MaxResults = 1000, NextToken = token })),
        ["restore an AMI"] = ((ec2, none) => ec2.RestoreImageAsync("ami-1", none), Once(new RestoreImageFromRecycleBinRequest { ImageId = "ami-1" })),
        ["restore a snapshot"] = ((ec2, none) => ec2.RestoreSnapshotAsync("snap-1", none), Once(new RestoreSnapshotFromRecycleBinRequest { SnapshotId = "snap-1" })),
        ["enable"] = ((ec2, none) => ec2.EnableImageAsync("ami-1", none), Once(new EnableImageRequest { ImageId = "ami-1" })),
        ["tag"] = ((ec2, none) => ec2.AddTagsAsync("ami-1", new() { ["Team"] = "web", [Name] = "" }, none), Once(new CreateTagsRequest
        {
            Resources = ["ami-1"], Tags = [new("Team", "web"), new(Name, "")],
        })),
        ["share"] = ((ec2, none) => ec2.ShareAsync("ami-1", new(["111122223333", "444455556666"], [Organization, Unit]), none), Once(new ModifyImageAttributeRequest
        {
            ImageId = "ami-1",
            LaunchPermission = new()
            {
                Add = [new() { UserId = "111122223333" }, new() { UserId = "444455556666" }, new() { OrganizationArn = Organization }, new() { OrganizationalUnitArn = Unit }],
            },
        })),
        ["publish"] = ((ec2, none) => ec2.PublishAsync("ami-1", none), Once(new ModifyImageAttributeRequest
        {
            ImageId = "ami-1", LaunchPermission = new() { Add = [new() { Group = PermissionGroup.All }] },
        })),
        ["protect"] = ((ec2, none) => ec2.ProtectAsync("ami-1", withCooldown: true, none), Once(new EnableImageDeregistrationProtectionRequest { ImageId = "ami-1", WithCooldown = true })),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_form_is_that_of_the_SDK(string name)
    {
        var (call, expected) = Calls[name];
        var requests = expected.Select((request, page) => Marshal(request(page == 0 ? null : Token))).ToList();
        // The first page of a list has a token, the others have none.
        var action = requests[0]["Action"];
        var members = "<requestId>r</requestId><imageBlockPublicAccessState>unblocked</imageBlockPublicAccessState>";
        using var endpoint = new StubEndpoint(
            StubAnswer.Ok($"<{action}Response>{members}<nextToken>{Token}</nextToken></{action}Response>"), StubAnswer.Ok($"<{action}Response>{members}</{action}Response>"));

        await call((AwsEc2)ConnectEc2(endpoint), CancellationToken.None);

        Assert.Equal(requests, endpoint.Requests.Select(request => new SortedDictionary<string, string>(Form(request), StringComparer.Ordinal)));
    }

    private static Func<string?, AmazonEC2Request>[] List(Func<string?, AmazonEC2Request> request) => [request, request];

    private static Func<string?, AmazonEC2Request>[] Once(AmazonEC2Request request) => [_ => request];

    private static DescribeImagesRequest Images(string? token, string filter, params string[] values) => new()
    {
        Filters = [new(filter, [.. values])], Owners = ["self"], IncludeDeprecated = true, IncludeDisabled = true, MaxResults = 1000, NextToken = token,
    };

    private static DescribeSnapshotsRequest Copies(string status, string? token) => new()
    {
        OwnerIds = ["self"], Filters = [new("status", [status]), new("description", ["Copied for DestinationAmi*"])], MaxResults = 1000, NextToken = token,
    };

    private static SortedDictionary<string, string> Marshal(AmazonEC2Request request)
    {
        var type = typeof(AmazonEC2Client).Assembly.GetType($"Amazon.EC2.Model.Internal.MarshallTransformations.{request.GetType().Name}Marshaller", throwOnError: true)!;
        var marshaller = (IMarshaller<IRequest, AmazonWebServiceRequest>)Activator.CreateInstance(type)!;
        return new(marshaller.Marshall(request).Parameters, StringComparer.Ordinal);
    }
}
