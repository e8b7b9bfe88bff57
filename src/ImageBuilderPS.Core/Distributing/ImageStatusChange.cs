namespace ImageBuilderPS.Distributing;

/// <summary>A change of the state of an image that is waited for.</summary>
/// <param name="imageBuildVersionArn">The image.</param>
/// <param name="before">The state before; null at the first poll.</param>
/// <param name="status">The state now.</param>
/// <param name="elapsed">How long the image has been waited for.</param>
public sealed class ImageStatusChange(string imageBuildVersionArn, string? before, string status, TimeSpan elapsed)
{
    /// <summary>The image.</summary>
    public string ImageBuildVersionArn { get; } = imageBuildVersionArn;

    /// <summary>The state before; null at the first poll.</summary>
    public string? Before { get; } = before;

    /// <summary>The state now.</summary>
    public string Status { get; } = status;

    /// <summary>How long the image has been waited for.</summary>
    public TimeSpan Elapsed { get; } = elapsed;

    /// <summary>The change in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{ImageBuildVersionArn}: {(Before is null ? "" : Before + " -> ")}{Status} after {Elapsed.TotalSeconds:0.0} s");
}
