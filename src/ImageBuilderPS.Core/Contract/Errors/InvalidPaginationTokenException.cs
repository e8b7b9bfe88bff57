namespace ImageBuilderPS.Contract;

/// <summary>The token of a page is not one that the service gave. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidPaginationTokenException(string message) : ImageBuilderException(message, nameof(InvalidPaginationTokenException), 400);
