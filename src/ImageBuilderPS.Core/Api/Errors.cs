namespace ImageBuilderPS.Api;

/// <summary>An error of the EC2 Image Builder service, with the details of the call that failed.</summary>
/// <remarks>The errors that the API lists are subclasses; any other error has its name in <see cref="ErrorCode"/>.</remarks>
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

    /// <summary>The id that AWS support asks for; null when no response had one.</summary>
    public string? RequestId { get; set; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; set; } = 1;

    /// <summary>Whether the service throttled the call.</summary>
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

/// <summary>The caller may not do this. HTTP 403.</summary>
/// <param name="message">What happened.</param>
public sealed class AccessDeniedException(string message) : ImageBuilderException(message, nameof(AccessDeniedException), 403);

/// <summary>The call was throttled: too many calls of this operation. HTTP 429.</summary>
/// <param name="message">What happened.</param>
public sealed class CallRateLimitExceededException(string message) : ImageBuilderException(message, nameof(CallRateLimitExceededException), 429);

/// <summary>The request names something that does not exist or that the caller may not use. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ClientException(string message) : ImageBuilderException(message, nameof(ClientException), 400);

/// <summary>A dry run succeeded: the request is valid, and nothing was changed. HTTP 412.</summary>
/// <param name="message">What happened.</param>
public sealed class DryRunOperationException(string message) : ImageBuilderException(message, nameof(DryRunOperationException), 412);

/// <summary>The caller is not authorized. HTTP 403.</summary>
/// <param name="message">What happened.</param>
public sealed class ForbiddenException(string message) : ImageBuilderException(message, nameof(ForbiddenException), 403);

/// <summary>A client token was used before, with other parameters. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class IdempotentParameterMismatchException(string message) : ImageBuilderException(message, nameof(IdempotentParameterMismatchException), 400);

/// <summary>The token of a page is not one that the service returned. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidPaginationTokenException(string message) : ImageBuilderException(message, nameof(InvalidPaginationTokenException), 400);

/// <summary>The request has parameters that exclude each other. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidParameterCombinationException(string message) : ImageBuilderException(message, nameof(InvalidParameterCombinationException), 400);

/// <summary>A parameter is not valid. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidParameterException(string message) : ImageBuilderException(message, nameof(InvalidParameterException), 400);

/// <summary>A parameter's value is not valid. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidParameterValueException(string message) : ImageBuilderException(message, nameof(InvalidParameterValueException), 400);

/// <summary>The service rejects the request. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class InvalidRequestException(string message) : ImageBuilderException(message, nameof(InvalidRequestException), 400);

/// <summary>A resource of that name exists already. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceAlreadyExistsException(string message) : ImageBuilderException(message, nameof(ResourceAlreadyExistsException), 400);

/// <summary>Other resources depend on the one to be deleted. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceDependencyException(string message) : ImageBuilderException(message, nameof(ResourceDependencyException), 400);

/// <summary>The resource is in use; a later attempt may succeed. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceInUseException(string message) : ImageBuilderException(message, nameof(ResourceInUseException), 400);

/// <summary>A resource that the request names does not exist. HTTP 404.</summary>
/// <param name="message">What happened.</param>
public sealed class ResourceNotFoundException(string message) : ImageBuilderException(message, nameof(ResourceNotFoundException), 404);

/// <summary>The service failed. HTTP 500.</summary>
/// <param name="message">What happened.</param>
public sealed class ServiceException(string message) : ImageBuilderException(message, nameof(ServiceException), 500);

/// <summary>The account has reached a quota. HTTP 402.</summary>
/// <param name="message">What happened.</param>
public sealed class ServiceQuotaExceededException(string message) : ImageBuilderException(message, nameof(ServiceQuotaExceededException), 402);

/// <summary>The service is not available. HTTP 503.</summary>
/// <param name="message">What happened.</param>
public sealed class ServiceUnavailableException(string message) : ImageBuilderException(message, nameof(ServiceUnavailableException), 503);

/// <summary>The call was throttled: too many calls of this operation. HTTP 429.</summary>
/// <param name="message">What happened.</param>
public sealed class TooManyRequestsException(string message) : ImageBuilderException(message, nameof(TooManyRequestsException), 429);

/// <summary>The request violates constraints of the API. HTTP 400.</summary>
/// <param name="message">What happened.</param>
public sealed class ValidationException(string message) : ImageBuilderException(message, nameof(ValidationException), 400);
