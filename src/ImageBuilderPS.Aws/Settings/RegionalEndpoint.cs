using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>Image Builder's endpoints from the partition table of the AWS SDK.</summary>
internal static class RegionalEndpoint
{
    /// <summary>The endpoint of a region.</summary>
    /// <exception cref="ConnectionException">The region is not valid, or its partition has no such endpoint.</exception>
    public static Uri Create(string region, bool fips, bool dualStack)
    {
        if (Fn.Partition(region) is not { } partition)
            throw Invalid($"No AWS partition has the region '{region}'.", "Give a region such as us-east-1.");
        if (fips && !partition.supportsFIPS)
            throw Invalid($"The partition of region '{region}' has no FIPS endpoints.", "Unset AWS_USE_FIPS_ENDPOINT and use_fips_endpoint.");
        if (dualStack && !partition.supportsDualStack)
            throw Invalid($"The partition of region '{region}' has no dual-stack endpoints.", "Unset AWS_USE_DUALSTACK_ENDPOINT and use_dualstack_endpoint.");
        // GovCloud's plain endpoints are its FIPS endpoints.
        var plainIsFips = partition.name == "aws-us-gov" && !dualStack;
        var service = fips && !plainIsFips ? "imagebuilder-fips" : "imagebuilder";
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new($"https://{service}.{region}.{suffix}/");
    }

    private static ConnectionException Invalid(string message, string action) =>
        new(ConnectionErrorKind.InvalidSettings, message, action);
}
