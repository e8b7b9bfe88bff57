namespace ImageBuilderPS.Contract;

/// <summary>Parameters that exclude each other were given together. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidParameterCombinationException(string message) : ImageBuilderException(message, nameof(InvalidParameterCombinationException), 400);
