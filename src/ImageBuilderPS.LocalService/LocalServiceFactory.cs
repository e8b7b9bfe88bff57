using ImageBuilderPS.Connection;

namespace ImageBuilderPS.LocalService;

/// <summary>Starts local services in this process.</summary>
public sealed class LocalServiceFactory : ILocalServiceFactory
{
    /// <inheritdoc/>
    public ILocalService Start(LocalServiceOptions options) => throw new NotSupportedException();
}
