namespace ImageBuilderPS.Client;

/// <summary>Starts local services. The implementation is found by name, as that of <see cref="IImageBuilderFactory"/> is.</summary>
public interface ILocalServiceFactory
{
    /// <summary>Starts a local service. It listens on loopback when this method returns.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    ILocalService Start(LocalServiceOptions options);
}
