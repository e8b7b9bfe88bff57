namespace ImageBuilderPS.Contract;

/// <summary>The request does not keep to the API's constraints. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ValidationException(string message) : ImageBuilderException(message, nameof(ValidationException), 400);
