namespace ImageBuilderPS.Contract;

/// <summary>The resource is in use; a later try may go through. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceInUseException(string message) : ImageBuilderException(message, nameof(ResourceInUseException), 400);
