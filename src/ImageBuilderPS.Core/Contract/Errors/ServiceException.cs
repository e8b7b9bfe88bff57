namespace ImageBuilderPS.Contract;

/// <summary>The service failed. HTTP 500.</summary>
/// <param name="message">What happened.</param>
public sealed class ServiceException(string message) : ImageBuilderException(message, nameof(ServiceException), 500);
