using ImageBuilderPS.Connection;

namespace ImageBuilderPS.Aws;

/// <summary>Makes connections over the AWS SDK's runtime.</summary>
public sealed class AwsImageBuilderFactory : IImageBuilderFactory
{
    /// <inheritdoc/>
    public IReadOnlyList<string> RegionNames => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> ProfileNames => [];

    /// <inheritdoc/>
    public IImageBuilder Connect(ConnectionSettings settings) => throw new NotSupportedException();
}
