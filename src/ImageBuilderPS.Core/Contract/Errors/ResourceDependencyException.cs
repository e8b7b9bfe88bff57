namespace ImageBuilderPS.Contract;

/// <summary>Other resources depend on the one to be deleted. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceDependencyException(string message) : ImageBuilderException(message, nameof(ResourceDependencyException), 400);
