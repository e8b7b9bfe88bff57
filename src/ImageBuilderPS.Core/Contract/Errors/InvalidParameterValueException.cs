namespace ImageBuilderPS.Contract;

/// <summary>A parameter's value is not valid. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidParameterValueException(string message) : ImageBuilderException(message, nameof(InvalidParameterValueException), 400);
