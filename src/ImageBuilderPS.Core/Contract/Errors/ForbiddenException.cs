namespace ImageBuilderPS.Contract;

/// <summary>The caller is not authorized. HTTP 403.</summary>
/// <param name="message">What happened.</param>
public sealed class ForbiddenException(string message) : ImageBuilderException(message, nameof(ForbiddenException), 403);
