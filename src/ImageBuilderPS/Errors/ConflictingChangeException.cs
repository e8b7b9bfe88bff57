namespace ImageBuilderPS.Errors;

/// <summary>A policy was changed by somebody else between the read and the send; nothing was sent.</summary>
/// <param name="message">What happened.</param>
public sealed class ConflictingChangeException(string message) : Exception(message)
{
    /// <summary>What to do about it.</summary>
    public const string Action = "Read the policy again and look at the difference; -Force sends all the same.";
}
