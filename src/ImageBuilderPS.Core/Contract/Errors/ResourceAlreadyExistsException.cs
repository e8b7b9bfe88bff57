namespace ImageBuilderPS.Contract;

/// <summary>There is a resource of that name already. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceAlreadyExistsException(string message) : ImageBuilderException(message, nameof(ResourceAlreadyExistsException), 400);
