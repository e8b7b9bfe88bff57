namespace ImageBuilderPS.Contract;

/// <summary>The account has reached a quota. HTTP 402.</summary>
/// <param name="message">What happened.</param>
public sealed class ServiceQuotaExceededException(string message) : ImageBuilderException(message, nameof(ServiceQuotaExceededException), 402);
