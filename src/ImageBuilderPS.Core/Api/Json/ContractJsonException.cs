namespace ImageBuilderPS.Api.Json;

/// <summary>Text that is not JSON, or JSON that is not the expected contract object.</summary>
/// <param name="path">The JSON path, <c>$</c> for the whole.</param>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class ContractJsonException(string path, string message, Exception? innerException)
    : Exception($"{path}: {message}", innerException)
{
    /// <summary>The JSON path, <c>$</c> for the whole.</summary>
    public string Path { get; } = path;
}
