namespace ImageBuilderPS.Client;

/// <summary>Makes connections. The implementation is found by name, so that no AWS assembly is loaded before the first call.</summary>
public interface IImageBuilderFactory
{
    /// <summary>The regions that the AWS SDK knows, for completion: each name with its place, such as <c>Europe (Ireland)</c>.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Regions { get; }

    /// <summary>The profiles of the AWS configuration files, for completion.</summary>
    IReadOnlyList<string> ProfileNames { get; }

    /// <summary>A connection. Equal settings may share one.</summary>
    /// <param name="settings">The endpoint, the region and the credentials.</param>
    /// <param name="onAttempt">Called when an attempt at a request ends, on any thread.</param>
    /// <exception cref="ConnectionException">
    /// There is no region, or a setting is invalid. Missing credentials are an error of the first call.
    /// </exception>
    IImageBuilder Connect(ConnectionSettings settings, Action<RequestAttempt>? onAttempt = null);
}
