namespace ImageBuilderPS.Lifecycle;

/// <summary>Takes the verdicts of a run as they are reached.</summary>
public interface ILifecycleSink
{
    /// <summary>Takes one verdict: an image's, right after it those of the image's outputs.</summary>
    /// <param name="verdict">The verdict; copy what is to be kept.</param>
    void Take(in LifecycleVerdict verdict);
}
