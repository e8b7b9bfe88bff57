using Amazon.Runtime.Internal;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>The service's name in the SDK's client-side metrics.</summary>
internal sealed class ImageBuilderMetadata : IServiceMetadata
{
    public string ServiceId => "imagebuilder";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
