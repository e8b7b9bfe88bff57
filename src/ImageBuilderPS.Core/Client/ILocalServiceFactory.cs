namespace ImageBuilderPS.Client;

/// <summary>Starts local services; found by name, as <see cref="IImageBuilderFactory"/> is.</summary>
public interface ILocalServiceFactory
{
    /// <summary>Starts a local service that listens on loopback when this returns.</summary>
    /// <param name="options">How it behaves.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    ILocalService Start(LocalServiceOptions options);
}
