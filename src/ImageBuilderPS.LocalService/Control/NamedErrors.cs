using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Errors of the contract by their names.</summary>
internal static class NamedErrors
{
    private const int MostCharacters = 128;

    /// <summary>A maker of errors of a name.</summary>
    /// <param name="name">An error of the API, or any other name, if a status comes with it.</param>
    /// <param name="status">The HTTP status; null for the contract's own.</param>
    /// <exception cref="ValidationException">The contract has no such error and there is no status.</exception>
    public static Func<ImageBuilderException> Of(string name, int? status)
    {
        if (name.Length is 0 or > MostCharacters || !name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            throw new ValidationException($"error: got '{name}', expected a name of 1 to {MostCharacters} letters and digits.");
        var message = $"{name}, as asked for by /_local/fail.";
        var root = typeof(ImageBuilderException);
        var type = root.Assembly.GetType($"{root.Namespace}.{name}");
        if (type is null || !type.IsSubclassOf(root))
        {
            return status is { } given
                ? () => new(message, name, given)
                : throw new ValidationException($"error: the API has no {name}; add status=… to have it all the same.");
        }
        return () =>
        {
            var error = (ImageBuilderException)Activator.CreateInstance(type, message)!;
            error.StatusCode = status ?? error.StatusCode;
            return error;
        };
    }
}
