using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Client;

/// <summary>A request names a resource of another region than the connection's. It was not sent.</summary>
public sealed class WrongRegionException : Exception
{
    private WrongRegionException(Request request, string path, Arn arn, string text, string region)
        : base($"{OperationAttribute.Of(request.GetType()).Name} was not sent: {path}: got {text}, expected an ARN of region {region}, which the connection goes to.") =>
        (Region, Action) = (arn.Region!, $"Add -Region {arn.Region}, or name a resource of {region}.");

    /// <summary>The region of the ARN.</summary>
    public string Region { get; }

    /// <summary>What to do about it.</summary>
    public string Action { get; }

    /// <summary>Finds the first ARN of another region in a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connectedRegion">Finds the connection's region; null when there is none. Called only if an ARN has a region.</param>
    /// <returns>The failure; null when all ARNs are of the connection's region.</returns>
    /// <remarks>
    /// Resources that Amazon owns are in all regions. The account is not compared: only STS knows whose the credentials are.
    /// </remarks>
    public static WrongRegionException? Find(Request request, Func<string?> connectedRegion)
    {
        var arns = ContractMember.Of(request.GetType())
            .Where(member => member.Property.Name.EndsWith("Arn", StringComparison.Ordinal)
                || member.Property.Name is nameof(DistributeImageRequest.SourceImage))
            .Select(member => (member.JsonName, Text: member.Property.GetValue(request) as string))
            .Select(member => (member.JsonName, member.Text, Arn: Arn.Parse(member.Text)))
            .Where(member => member.Arn is { Service: "imagebuilder", Region: not null, AccountId: not (null or "aws") })
            .ToList();
        if (arns.Count == 0 || connectedRegion() is not { } region)
            return null;
        return arns.Where(member => member.Arn!.Region != region)
            .Select(member => new WrongRegionException(request, member.JsonName, member.Arn!, member.Text!, region)).FirstOrDefault();
    }
}
