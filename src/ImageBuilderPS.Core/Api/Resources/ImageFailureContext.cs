using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>Where and why an image failed. Each member is null where the service does not know it.</summary>
/// <remarks>Source: API page ImageFailureContext. The members about workflows and components concern builds; they are left out.</remarks>
public sealed class ImageFailureContext : Shape
{
    /// <summary>The status of the image when it failed, such as DISTRIBUTING.</summary>
    [OneOf(typeof(ImageStatus))]
    public string? ImageStatus { get; set; }

    /// <summary>The name of the workflow's step that failed.</summary>
    public string? FailedStep { get; set; }

    /// <summary>The failure of a distribution.</summary>
    public DistributionFailureContext? DistributionFailure { get; set; }

    /// <summary>The status and the number of targets that failed.</summary>
    public override string ToString() => DistributionFailure is null ? $"{ImageStatus}" : $"{ImageStatus}: {DistributionFailure}";
}

/// <summary>Why a distribution failed.</summary>
/// <remarks>Source: API page DistributionFailureContext.</remarks>
public sealed class DistributionFailureContext : Shape
{
    /// <summary>The error of the distribution as a whole.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>The targets that failed, 1 to 256. Targets that succeeded are left out.</summary>
    [ListConstraint(1, 256)]
    public RegionFailure[]? RegionFailures { get; set; }

    /// <summary>How many targets failed.</summary>
    public override string ToString() => $"{RegionFailures?.Length ?? 0} failed";
}

/// <summary>The failure of a distribution in one region and account.</summary>
/// <remarks>Source: API page RegionFailure.</remarks>
public sealed class RegionFailure : Shape
{
    /// <summary>The region.</summary>
    [NonEmptyString]
    public string? Region { get; set; }

    /// <summary>The other account that the image was distributed to; null for the own account.</summary>
    [AccountId]
    public string? TargetAccountId { get; set; }

    /// <summary>How the distribution ended there.</summary>
    [OneOf(typeof(RegionFailureStatus))]
    public string? Status { get; set; }

    /// <summary>The error.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>The step that failed after the AMI was copied; null if the copy failed.</summary>
    [OneOf(typeof(ImageConfigurationStep))]
    public string? ImageConfigurationStep { get; set; }

    /// <summary>The region, the account, the step and the error: <c>eu-west-1 444455556666 EXPORT_AMI: no such bucket</c>.</summary>
    public override string ToString() =>
        string.Join(" ", new[] { Region, TargetAccountId, ImageConfigurationStep }.Where(part => part is not null))
        + $": {ErrorMessage ?? Status}";
}

/// <summary>How a distribution ended in a region where it failed.</summary>
public static class RegionFailureStatus
{
    /// <summary>Failed with an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>Cancelled.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>It took too long.</summary>
    public const string TimedOut = "TIMED_OUT";
}

/// <summary>What follows the copy of an AMI in its region.</summary>
public static class ImageConfigurationStep
{
    /// <summary>License configurations are associated.</summary>
    public const string AssociateLicenses = "ASSOCIATE_LICENSES";

    /// <summary>Launch templates get the new AMI.</summary>
    public const string UpdateLaunchTemplates = "UPDATE_LAUNCH_TEMPLATES";

    /// <summary>SSM parameters get the id of the AMI.</summary>
    public const string PutSsmParameters = "PUT_SSM_PARAMETERS";

    /// <summary>EC2 Fast Launch is set up.</summary>
    public const string UpdateFastLaunchConfigurations = "UPDATE_FAST_LAUNCH_CONFIGURATIONS";

    /// <summary>The AMI is exported to S3.</summary>
    public const string ExportAmi = "EXPORT_AMI";
}
