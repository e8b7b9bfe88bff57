using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>The result of a distribution in one region and account.</summary>
public sealed class ImageDistributionTarget : Shape
{
    /// <summary>The region.</summary>
    public string? Region { get; internal set; }

    /// <summary>The account that owns the AMI.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The AMI's id.</summary>
    public string? ImageId { get; internal set; }

    /// <summary>The AMI's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The AMI's state, with the same values as an image's status.</summary>
    public string? State { get; internal set; }

    /// <summary>Why the target failed, or the service's reason for the AMI's state, where it gives one.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The step that failed after the AMI was copied, such as UPDATE_LAUNCH_TEMPLATES; null when none is known.</summary>
    public string? FailedStep { get; internal set; }

    /// <summary>A row for each AMI, and one for each region and account where a copy failed before there was an AMI.</summary>
    internal static ImageDistributionTarget[] From(Image? image)
    {
        var owner = Arn.Parse(image?.Arn)?.AccountId;
        var failures = (image?.State?.FailureContext?.DistributionFailure?.RegionFailures ?? [])
            .ToLookup(failure => (failure.Region, Account: failure.TargetAccountId ?? owner));
        var amis = image?.OutputResources?.Amis ?? [];
        var placed = amis.Select(ami => (ami.Region, Account: ami.AccountId ?? owner)).ToList();
        return
        [
            .. amis.Select((ami, i) => From(ami, [.. failures[placed[i]]])),
            .. failures.Where(group => !placed.Contains(group.Key))
                .Select(group => From(new() { Region = group.Key.Region, AccountId = group.Key.Account }, [.. group])),
        ];
    }

    private static ImageDistributionTarget From(Ami ami, RegionFailure[] failures) => new()
    {
        Region = ami.Region,
        AccountId = ami.AccountId,
        ImageId = ami.Image,
        Name = ami.Name,
        State = ami.State?.Status ?? Join(failures, failure => failure.Status),
        Reason = Join(failures, failure => failure.ErrorMessage) ?? ami.State?.Reason,
        FailedStep = Join(failures, failure => failure.ImageConfigurationStep),
        IsFailed = failures.Length > 0 || ami.State?.Status == ImageStatus.Failed,
    };

    private static string? Join(RegionFailure[] failures, Func<RegionFailure, string?> member) =>
        failures.Select(member).OfType<string>().Distinct().ToList() is { Count: > 0 } texts ? string.Join("; ", texts) : null;

    /// <summary>Whether the copy failed, or a step after it.</summary>
    internal bool IsFailed { get; private set; }

    /// <summary>The target in a row of an error: <c>us-east-1 111122223333 FAILED: The KMS key does not exist.</c></summary>
    internal string ToRow()
    {
        var what = string.Join(" ", new[] { Region, AccountId, FailedStep is null ? State : $"{FailedStep} FAILED" }.Where(part => part is not null));
        return (IsFailed ? Reason : ImageId) is { } text ? $"{what}: {text}" : what;
    }

    /// <summary>Region, account, AMI and state in a line.</summary>
    public override string ToString() => $"{Region} {AccountId} {ImageId} {State}";
}
