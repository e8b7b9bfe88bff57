namespace ImageBuilderPS.Contract;

/// <summary>The caller named something that does not exist or that it may not use. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ClientException(string message) : ImageBuilderException(message, nameof(ClientException), 400);
