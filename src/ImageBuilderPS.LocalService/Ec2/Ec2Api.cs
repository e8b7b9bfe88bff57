using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>EC2: AMIs, their snapshots, and what refers to them.</summary>
internal sealed class Ec2Api() : QueryApi("2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/")
{
    public override string Name => "ec2";

    protected override IReadOnlyDictionary<string, QueryOperation> Operations { get; } =
        new Dictionary<string, QueryOperation>(StringComparer.Ordinal)
    {
        ["CreateTags"] = TagOperations.Create,
        ["DeleteSnapshot"] = SnapshotOperations.Delete,
        ["DeleteTags"] = TagOperations.Delete,
        ["DeregisterImage"] = ImageOperations.Deregister,
        ["DescribeImageAttribute"] = ImageAttributeOperations.DescribeAttribute,
        ["DescribeImageReferences"] = ReferenceOperations.Describe,
        ["DescribeImages"] = ImageQueries.Describe,
        ["DescribeInstances"] = InstanceOperations.Describe,
        ["DescribeLaunchTemplateVersions"] = LaunchTemplateOperations.DescribeVersions,
        ["DescribeLaunchTemplates"] = LaunchTemplateOperations.Describe,
        ["DescribeRegions"] = AccountOperations.DescribeRegions,
        ["DescribeSnapshots"] = SnapshotOperations.Describe,
        ["DescribeTags"] = TagOperations.Describe,
        ["DisableImage"] = ImageOperations.Disable,
        ["DisableImageBlockPublicAccess"] = AccountOperations.DisableImageBlockPublicAccess,
        ["DisableImageDeprecation"] = ImageOperations.CancelDeprecation,
        ["DisableImageDeregistrationProtection"] = ImageOperations.Unprotect,
        ["EnableImage"] = ImageOperations.Enable,
        ["EnableImageBlockPublicAccess"] = AccountOperations.EnableImageBlockPublicAccess,
        ["EnableImageDeprecation"] = ImageOperations.Deprecate,
        ["EnableImageDeregistrationProtection"] = ImageOperations.Protect,
        ["GetImageBlockPublicAccessState"] = AccountOperations.GetImageBlockPublicAccess,
        ["ListImagesInRecycleBin"] = RecycleBinOperations.ListImages,
        ["ListSnapshotsInRecycleBin"] = RecycleBinOperations.ListSnapshots,
        ["ModifyImageAttribute"] = ImageAttributeOperations.ModifyAttribute,
        ["ModifySnapshotAttribute"] = SnapshotOperations.ModifyAttribute,
        ["RestoreImageFromRecycleBin"] = RecycleBinOperations.RestoreImage,
        ["RestoreSnapshotFromRecycleBin"] = RecycleBinOperations.RestoreSnapshot,
    };

    protected override void ThrowIfDryRun(QueryParameters parameters)
    {
        if (parameters.IsTrue("DryRun"))
            throw Ec2Errors.DryRun();
    }

    protected override XElement CreateResponse(string operation, IEnumerable<XElement?> members, string requestId) =>
        new(operation + "Response", new XElement("requestId", requestId), members);

    protected override XElement CreateError(string code, string message, int status, string requestId) => new(
        "Response",
        new XElement("Errors", new XElement("Error", new XElement("Code", code), new XElement("Message", message))),
        new XElement("RequestID", requestId));

    protected override (string Code, int Status) Translate(ImageBuilderException error) => error.ErrorCode switch
    {
        "MissingAuthenticationTokenException" => ("MissingAuthenticationToken", 403),
        "IncompleteSignatureException" => ("IncompleteSignature", 400),
        "UnrecognizedClientException" or "InvalidSignatureException" => ("AuthFailure", 401),
        "ExpiredTokenException" => ("RequestExpired", 400),
        nameof(InvalidPaginationTokenException) => ("InvalidPaginationToken", 400),
        nameof(ServiceException) => ("InternalError", 500),
        _ when error.IsThrottle => ("RequestLimitExceeded", 503),
        _ => (error.ErrorCode, error.StatusCode),
    };
}
