using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.LocalService.Ec2;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Describes why distributions fail.</summary>
internal static class FailureReasons
{
    private const int MaxNamed = 3;
    private const int MaxRegionFailures = 256;

    /// <summary>An account without the role that a distribution from another account needs.</summary>
    public static TargetFailure NoCrossAccountRole(string account, string region, string caller) => new(
        ImageStatus.Distributing,
        $"Distribution to account {account} in region {region} failed: could not assume the role " +
        $"arn:aws:iam::{account}:role/{FailureDiagnosis.CrossAccountRole}. The role has to exist there and trust account {caller}.");

    /// <summary>A region that does not exist, or that the account has not opted in to; null where the account can use it.</summary>
    public static TargetFailure? OfRegion(ServiceSettings settings, string account, string region) => Ec2Regions.StatusOf(settings, account, region) switch
    {
        null => new(ImageStatus.Distributing, $"EC2 Client Error: 'There is no region {region}.'"),
        Ec2Regions.NotOptedIn => new(ImageStatus.Distributing, $"EC2 Client Error: 'Region {region} is not enabled for account {account}.'"),
        _ => null,
    };

    /// <summary>The state of an image after targets failed in a phase.</summary>
    public static ImageState StateOf(string phase, IReadOnlyCollection<DistributionTarget> failed)
    {
        var named = string.Join(" ", failed.Take(MaxNamed).Select(target => target.Failure!.Message));
        return new()
        {
            Status = ImageStatus.Failed,
            Reason = failed.Count > MaxNamed ? $"{named} And {failed.Count - MaxNamed} more." : named,
            FailureContext = new()
            {
                ImageStatus = phase,
                DistributionFailure = phase == ImageStatus.Testing ? null : new() { RegionFailures = [.. failed.Take(MaxRegionFailures).Select(FailureOf)] },
            },
        };
    }

    private static RegionFailure FailureOf(DistributionTarget target) => new()
    {
        Region = target.Ami.Region,
        TargetAccountId = target.Ami.AccountId,
        Status = RegionFailureStatus.Failed,
        ErrorMessage = target.Failure!.Message,
        ImageConfigurationStep = target.Failure.Step,
    };
}
