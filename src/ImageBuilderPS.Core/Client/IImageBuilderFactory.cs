namespace ImageBuilderPS.Client;

/// <summary>Makes connections; found by name, so that nothing of AWS loads before the first call.</summary>
public interface IImageBuilderFactory
{
    /// <summary>The regions that the AWS SDK knows, for completion.</summary>
    IReadOnlyList<string> RegionNames { get; }

    /// <summary>The profiles of the AWS configuration files, for completion.</summary>
    IReadOnlyList<string> ProfileNames { get; }

    /// <summary>A connection. Settings that are equal may share one.</summary>
    /// <param name="settings">Where to and as whom.</param>
    /// <param name="onAttempt">Told of each attempt at a request when it ends, on any thread.</param>
    /// <exception cref="ConnectionException">
    /// There is no region, or a setting makes no sense. That there are no credentials shows at the first call.
    /// </exception>
    IImageBuilder Connect(ConnectionSettings settings, Action<RequestAttempt>? onAttempt = null);
}
