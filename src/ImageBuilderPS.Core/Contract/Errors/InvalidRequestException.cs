namespace ImageBuilderPS.Contract;

/// <summary>The service does not do what was asked. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidRequestException(string message) : ImageBuilderException(message, nameof(InvalidRequestException), 400);
