namespace ImageBuilderPS.Contract;

/// <summary>An error of the EC2 Image Builder service, with the facts of the call that it ended.</summary>
/// <remarks>The API's named errors are subclasses; any other keeps its name in <see cref="ErrorCode"/>.</remarks>
public class ImageBuilderException : Exception
{
    private static readonly Dictionary<string, Type> Known = typeof(ImageBuilderException).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ImageBuilderException)))
        .ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>An error of the service.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="errorCode">The error's name: <c>ResourceNotFoundException</c>.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public ImageBuilderException(string message, string errorCode, int statusCode)
        : base(message)
    {
        ErrorCode = errorCode;
        StatusCode = statusCode;
    }

    /// <summary>The error's name: <c>ResourceNotFoundException</c>.</summary>
    public string ErrorCode { get; }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; set; }

    /// <summary>The id that AWS support asks for; null when no answer carried one.</summary>
    public string? RequestId { get; set; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; set; } = 1;

    /// <summary>Whether the service asked for fewer calls.</summary>
    public bool IsThrottle => StatusCode == 429;

    /// <summary>The error of a name: one of the API's own types, or this type for a name that the API does not list.</summary>
    /// <param name="errorCode">The error's name, without namespace.</param>
    /// <param name="message">What happened.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static ImageBuilderException Create(string errorCode, string message, int statusCode)
    {
        if (!Known.TryGetValue(errorCode, out var type))
            return new(message, errorCode, statusCode);
        var error = (ImageBuilderException)Activator.CreateInstance(type, message)!;
        error.StatusCode = statusCode;
        return error;
    }
}
