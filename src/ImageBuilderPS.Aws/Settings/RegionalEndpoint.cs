using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The endpoints of services, from the partition table of the AWS SDK.</summary>
internal static class RegionalEndpoint
{
    private const string Gov = "aws-us-gov";

    /// <summary>The endpoint of a service in a region.</summary>
    /// <exception cref="ConnectionException">The region is not valid, or its partition has no such endpoint.</exception>
    public static Uri Create(AwsService service, string region, bool fips, bool dualStack)
    {
        if (Fn.Partition(region) is not { } partition)
            throw Invalid($"No AWS partition has the region '{region}'.", "Give a region such as us-east-1.");
        if (fips && !partition.supportsFIPS)
            throw Invalid($"The partition of region '{region}' has no FIPS endpoints.", "Unset AWS_USE_FIPS_ENDPOINT and use_fips_endpoint.");
        if (dualStack && !partition.supportsDualStack)
            throw Invalid($"The partition of region '{region}' has no dual-stack endpoints.", "Unset AWS_USE_DUALSTACK_ENDPOINT and use_dualstack_endpoint.");
        // GovCloud's plain endpoints are its FIPS endpoints. The Recycle Bin has both.
        var plainIsFips = partition.name == Gov && !dualStack && service != AwsService.RecycleBin;
        var host = fips && !plainIsFips ? service.SigningName + "-fips" : service.SigningName;
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new($"https://{host}.{region}.{suffix}/");
    }

    /// <summary>IAM's endpoint, of which a partition has one, and the region that its calls are signed for.</summary>
    /// <param name="region">A region of the partition.</param>
    /// <param name="fips">Whether to take the FIPS endpoint.</param>
    public static (Uri Endpoint, string Region) CreateIam(string region, bool fips)
    {
        var partition = Fn.Partition(region);
        var (host, signed) = partition.name switch
        {
            "aws" => (fips ? "iam-fips" : "iam", "us-east-1"),
            "aws-cn" => ("iam.cn-north-1", "cn-north-1"),
            Gov => ("iam.us-gov", "us-gov-west-1"),
            _ => ("iam." + partition.implicitGlobalRegion, partition.implicitGlobalRegion),
        };
        return (new($"https://{host}.{partition.dnsSuffix}/"), signed);
    }

    private static ConnectionException Invalid(string message, string action) =>
        new(ConnectionErrorKind.InvalidSettings, message, action);
}
