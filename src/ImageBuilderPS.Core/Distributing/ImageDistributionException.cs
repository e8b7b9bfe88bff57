using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>An image did not become available: it failed, was cancelled or deleted, took too long, or could not be polled.</summary>
public sealed class ImageDistributionException : Exception
{
    internal ImageDistributionException(ImageDistribution distribution, bool isTimeout, Exception? innerException = null, string? note = null)
        : base(Describe(distribution, isTimeout, innerException) + note, innerException) =>
        (Distribution, IsTimeout) = (distribution, isTimeout);

    /// <summary>The result so far. It has the image's ARN, to wait again or resume.</summary>
    public ImageDistribution Distribution { get; }

    /// <summary>Whether the timeout ended the wait while the distribution continued.</summary>
    public bool IsTimeout { get; }

    /// <summary>Whether the image failed, so that it can be resumed.</summary>
    internal bool IsFailed => InnerException is null && Distribution.Status == ImageStatus.Failed;

    /// <summary>The same failure, with sentences at its end.</summary>
    internal ImageDistributionException With(string note) => new(Distribution, IsTimeout, InnerException, note);

    /// <summary>What to do.</summary>
    public string Action => FailureDiagnosis.ActionFor(this);

    private static string Describe(ImageDistribution distribution, bool isTimeout, Exception? pollError)
    {
        var image = distribution.ImageBuildVersionArn;
        if (pollError is not null)
            return distribution.Response is not null
                ? $"The distribution was sent as {image} and continues; wait again with Wait-IBImage {image}"
                : $"Image {image} was {distribution.Status ?? "not polled yet"}; wait again with Wait-IBImage {image}";
        if (isTimeout)
        {
            return $"Image {image} is {distribution.Status ?? "in an unknown state"} after {distribution.DurationSeconds:0} s, "
                + $"which is the timeout. The distribution continues in AWS: wait again with Wait-IBImage {image}";
        }
        var during = distribution.FailureContext is { ImageStatus: { } status } context
            ? $" (during {status}{(context.FailedStep is { } step ? $", step {step}" : "")})"
            : "";
        return $"Image {image} is {distribution.Status}{during}: {FailureDiagnosis.Of(distribution)}";
    }
}
