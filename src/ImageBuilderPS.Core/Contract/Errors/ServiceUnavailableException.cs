namespace ImageBuilderPS.Contract;

/// <summary>The service cannot answer at this time. HTTP 503.</summary>
/// <param name="message">What happened.</param>
public sealed class ServiceUnavailableException(string message) : ImageBuilderException(message, nameof(ServiceUnavailableException), 503);
