namespace ImageBuilderPS.Contract;

/// <summary>Too many calls of this operation. HTTP 429.</summary>
/// <param name="message">What happened.</param>
public sealed class TooManyRequestsException(string message) : ImageBuilderException(message, nameof(TooManyRequestsException), 429);
