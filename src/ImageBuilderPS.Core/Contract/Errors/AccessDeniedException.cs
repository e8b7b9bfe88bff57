namespace ImageBuilderPS.Contract;

/// <summary>The caller may not do this. HTTP 403.</summary>
/// <param name="message">What happened.</param>
public sealed class AccessDeniedException(string message) : ImageBuilderException(message, nameof(AccessDeniedException), 403);
