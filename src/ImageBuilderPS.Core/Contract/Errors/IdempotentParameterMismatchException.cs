namespace ImageBuilderPS.Contract;

/// <summary>A client token was used before, with other parameters. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class IdempotentParameterMismatchException(string message) : ImageBuilderException(message, nameof(IdempotentParameterMismatchException), 400);
