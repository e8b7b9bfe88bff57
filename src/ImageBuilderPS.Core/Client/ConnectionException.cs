namespace ImageBuilderPS.Client;

/// <summary>No call could be made, or no response arrived.</summary>
/// <param name="kind">What was missing: the first part of the error's id.</param>
/// <param name="message">What happened.</param>
/// <param name="action">What to do.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class ConnectionException(ConnectionErrorKind kind, string message, string action, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What was missing.</summary>
    public ConnectionErrorKind Kind { get; } = kind;

    /// <summary>What to do.</summary>
    public string Action { get; } = action;
}
