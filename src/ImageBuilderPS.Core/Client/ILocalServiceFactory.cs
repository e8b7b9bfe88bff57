namespace ImageBuilderPS.Client;

/// <summary>Starts local services. The implementation is found by name, as that of <see cref="IImageBuilderFactory"/> is.</summary>
public interface ILocalServiceFactory
{
    /// <summary>Starts a local service. It listens when this method returns.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="IOException">The port is in use, or this machine does not have an address of the options.</exception>
    /// <exception cref="ArgumentException">An address beyond loopback is given without keys.</exception>
    ILocalService Start(LocalServiceOptions options);
}
