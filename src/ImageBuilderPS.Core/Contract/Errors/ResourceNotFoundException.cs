namespace ImageBuilderPS.Contract;

/// <summary>A resource that the request names does not exist. HTTP 404.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceNotFoundException(string message) : ImageBuilderException(message, nameof(ResourceNotFoundException), 404);
