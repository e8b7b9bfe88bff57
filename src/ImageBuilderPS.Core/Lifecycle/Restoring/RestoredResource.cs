using ImageBuilderPS.Api;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>What became of an image, an AMI or a snapshot that was to come back.</summary>
public sealed class RestoredResource
{
    internal RestoredResource(string imageArn, string type, string id, string? region, string? accountId, string outcome, string? reason) =>
        (ImageArn, ResourceType, ResourceId, Region, AccountId, Outcome, Reason) = (imageArn, type, id, region, accountId, outcome, reason);

    /// <summary>The ARN of the image that it belongs to.</summary>
    public string ImageArn { get; }

    /// <summary>The resource's type: Image, Ami or Snapshot.</summary>
    public string ResourceType { get; }

    /// <summary>The image's ARN, the AMI's id or the snapshot's id.</summary>
    public string ResourceId { get; }

    /// <summary>The resource's region.</summary>
    public string? Region { get; }

    /// <summary>The account that owns it; null when unknown.</summary>
    public string? AccountId { get; }

    /// <summary>Restored, AlreadyThere, NotRecoverable or Failed; see <see cref="RestoreOutcome"/>.</summary>
    public string Outcome { get; }

    /// <summary>Why, and what came back with it; null when there is nothing to say.</summary>
    public string? Reason { get; }

    /// <summary>The resource as tables show it: an image without the first part of its ARN.</summary>
    public string Resource => Arn.Parse(ResourceId)?.ResourceId ?? ResourceId;

    /// <summary>One line.</summary>
    public override string ToString() => Reason is null ? $"{Resource}: {Outcome}" : $"{Resource}: {Outcome}: {Reason}";
}

/// <summary>What became of a resource that was to come back.</summary>
public static class RestoreOutcome
{
    /// <summary>It is back, or has back what it had lost.</summary>
    public const string Restored = "Restored";

    /// <summary>There was nothing to do.</summary>
    public const string AlreadyThere = "AlreadyThere";

    /// <summary>It is gone for good, or nothing is known of it.</summary>
    public const string NotRecoverable = "NotRecoverable";

    /// <summary>A call failed, or something is missing for it. It can be tried again.</summary>
    public const string Failed = "Failed";
}
