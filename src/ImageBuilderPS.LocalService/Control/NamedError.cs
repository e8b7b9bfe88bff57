using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Makes errors of the API by name.</summary>
internal static class NamedError
{
    private const int MaxLength = 128;

    /// <summary>A factory of errors with a name.</summary>
    /// <param name="name">An error of the API, or any other name together with a status.</param>
    /// <param name="status">The HTTP status; null for the status that the API documents.</param>
    /// <exception cref="ValidationException">The API has no such error, and no status is given.</exception>
    public static Func<ImageBuilderException> FactoryOf(string name, int? status)
    {
        if (name.Length is 0 or > MaxLength || !name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            throw new ValidationException($"error: got '{name}', expected a name of 1 to {MaxLength} letters and digits.");
        var message = $"{name}, as requested with /_local/fail.";
        var root = typeof(ImageBuilderException);
        var type = root.Assembly.GetType($"{root.Namespace}.{name}");
        if (type is null || !type.IsSubclassOf(root))
        {
            return status is { } given
                ? () => new(message, name, given)
                : throw new ValidationException($"error: the API has no error {name}; add status=… to use this name nevertheless.");
        }
        return () =>
        {
            var error = (ImageBuilderException)Activator.CreateInstance(type, message)!;
            error.StatusCode = status ?? error.StatusCode;
            return error;
        };
    }
}
