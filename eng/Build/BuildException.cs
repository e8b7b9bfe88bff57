namespace ImageBuilderPS.Build;

/// <summary>Ends the command with a message for the person at the keyboard.</summary>
internal sealed class BuildException(string message) : Exception(message);
