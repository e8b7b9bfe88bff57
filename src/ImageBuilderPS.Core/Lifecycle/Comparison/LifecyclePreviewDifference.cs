namespace ImageBuilderPS.Lifecycle.Comparison;

/// <summary>A resource for which an execution did otherwise than the preview says.</summary>
public sealed class LifecyclePreviewDifference
{
    internal LifecyclePreviewDifference(ResourceKey key, string expected, string actual, string? expectedReason, string? actualReason, string guide)
    {
        ResourceType = key.Type;
        ResourceId = key.Id;
        ImageArn = key.ImageArn;
        Expected = expected;
        Actual = actual;
        ExpectedReason = expectedReason;
        ActualReason = actualReason;
        Guide = guide;
    }

    /// <summary>What the resource is: <c>Ami</c>.</summary>
    public string ResourceType { get; }

    /// <summary>The image's ARN, the AMI's or snapshot's id, or the container image's URI.</summary>
    public string? ResourceId { get; }

    /// <summary>The ARN of the image.</summary>
    public string? ImageArn { get; }

    /// <summary>The preview's action and status: <c>DELETE SUCCESS</c>; <c>nothing</c> where the preview keeps the resource.</summary>
    public string Expected { get; }

    /// <summary>The execution's action and status: <c>DELETE FAILED</c>; <c>nothing</c> where the execution does not list the resource.</summary>
    public string Actual { get; }

    /// <summary>Why, as the preview says.</summary>
    public string? ExpectedReason { get; }

    /// <summary>Why, as the execution says.</summary>
    public string? ActualReason { get; }

    /// <summary>What AWS's guide says of it, in our words: the sentence that the preview follows.</summary>
    public string Guide { get; }

    /// <summary>One line.</summary>
    public override string ToString() => $"{ResourceType} {ResourceId}: previewed {Expected}, was {Actual}";
}

/// <summary>A resource of a run. An AMI or a snapshot may belong to several images.</summary>
internal readonly record struct ResourceKey(string Type, string? Id, string? ImageArn, string? AmiId, string? Region);
