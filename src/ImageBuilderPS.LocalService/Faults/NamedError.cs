using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>Makes errors by name: those of the API, and any other name together with a status.</summary>
internal static class NamedError
{
    private const int MaxLength = 128;

    /// <summary>What a name looks like, in words.</summary>
    public static string Expected => $"a name of 1 to {MaxLength} letters, digits and dots";

    /// <summary>Whether a text can be the name of an error. EC2's names have dots: <c>InvalidAMIID.NotFound</c>.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= MaxLength
        && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.');

    /// <summary>Whether the API has an error of this name, which then has a status of its own.</summary>
    public static bool IsKnown(string name) => FindType(name) is not null;

    /// <summary>An error with a name.</summary>
    /// <param name="name">An error of the API, or any other name together with a status.</param>
    /// <param name="status">The HTTP status; null for the status that the API documents.</param>
    /// <param name="message">The message; null for one that says that the error was requested.</param>
    public static ImageBuilderException Create(string name, int? status, string? message)
    {
        message ??= $"{name}, as requested with /_local/faults.";
        if (FindType(name) is not { } type)
            return new(message, name, status!.Value);
        var error = (ImageBuilderException)Activator.CreateInstance(type, message)!;
        error.StatusCode = status ?? error.StatusCode;
        return error;
    }

    private static Type? FindType(string name)
    {
        var root = typeof(ImageBuilderException);
        var type = root.Assembly.GetType($"{root.Namespace}.{name}");
        return type?.IsSubclassOf(root) is true ? type : null;
    }
}
