using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Output;

/// <summary>A request names a resource of another region than the connection's; it was not sent.</summary>
/// <param name="request">The request.</param>
/// <param name="path">The member that names the resource.</param>
/// <param name="arn">The resource.</param>
/// <param name="region">The connection's region.</param>
public sealed class WrongRegionException(Request request, string path, string arn, string region)
    : Exception($"{OperationAttribute.Of(request.GetType()).Name} was not sent: {path}: got {arn}, expected an ARN of region {region}, which the connection goes to.")
{
    /// <summary>What to do about it.</summary>
    public string Action { get; } = $"Add -Region {RegionOf(arn)}, or name a resource of {region}.";

    /// <summary>Whether an ARN is of Image Builder and of one region: those of Amazon's own account are of all.</summary>
    /// <param name="arn">The ARN, or any text.</param>
    internal static bool IsRegional(string? arn) =>
        Arn.Parse(arn) is { Service: "imagebuilder", Region: not null, AccountId: not (null or "aws") };

    /// <summary>The region of an ARN.</summary>
    /// <param name="arn">The ARN.</param>
    internal static string RegionOf(string arn) => Arn.Parse(arn)!.Region!;
}
