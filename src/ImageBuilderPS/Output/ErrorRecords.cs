using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Distributing.Preflight;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Output;

/// <summary>Failures as PowerShell error records: id, category, target, message and recommended action.</summary>
internal static class ErrorRecords
{
    /// <summary>Whether an exception is the failure of one pipeline input, which the next inputs survive.</summary>
    public static bool IsFailureOfInput(Exception error) =>
        error is RequestFailedException or ConnectionException or NameNotFoundException or ConflictingChangeException or RuleChangeException;

    /// <summary>The error record of such a failure.</summary>
    public static ErrorRecord From(Exception error) => error switch
    {
        RequestFailedException failed => From(failed.InnerException!, failed.Request),
        NameNotFoundException known => Make(
            known, "NameNotFound", ErrorCategory.ObjectNotFound, known.Name, known.Message, NameNotFoundException.Action),
        ConflictingChangeException known => Make(
            known, "ConflictingChange", ErrorCategory.ResourceBusy, known.Request, known.Message, ConflictingChangeException.Action),
        ConnectionException known => Make(known, known.Kind.ToString(), Category(known.Kind), null, known.Message, known.Action),
        RuleChangeException known => Make(
            known, known.Problem.ToString(), known.Problem == RuleChangeProblem.RuleNotFound ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidArgument,
            known.Policy, known.Message, known.Action),
        _ => throw new ArgumentException($"{error.GetType().Name} is not the failure of an input.", nameof(error)),
    };

    private static ErrorRecord From(Exception error, Request request) => error switch
    {
        ImageBuilderException known => FromService(known, request),
        ConnectionException known => FromConnection(known, request),
        ImageDistributionException known => FromWait(known),
        ConstraintViolationException known => Make(
            known, "ConstraintViolation", ErrorCategory.InvalidArgument, request, known.Message, Advice(known, request)),
        PreflightFailedException known => Make(known, "PreflightFailed", ErrorCategory.InvalidOperation, known.Test, known.Message, PreflightFailedException.Action),
        WrongRegionException known => Make(known, "WrongRegion", ErrorCategory.InvalidArgument, request, known.Message, known.Action),
        OperationCanceledException or TimeoutException => Make(
            error, "Timeout", ErrorCategory.OperationTimeout, request, $"{Name(request)}: no response in time. {Token(request)}",
            "Send this again with the same -ClientToken; it is not executed twice."),
        _ => Make(error, error.GetType().Name, ErrorCategory.NotSpecified, request, $"{Name(request)}: {error.Message} {Token(request)}".TrimEnd(), ""),
    };

    // Only changes have -SkipValidation, and nearly all of them take a token; those of tags do not.
    private static string Advice(ConstraintViolationException error, Request request)
    {
        var advice = request is IIdempotent or TagResourceRequest or UntagResourceRequest ? ConstraintViolationException.Action : "Correct what the message names.";
        var isName = error.Violations.Any(violation => violation.Path is "lifecyclePolicyArn" or "distributionConfigurationArn"
            && violation.Got[0] == '\'' && !violation.Got.Contains(':'));
        return !isName ? advice
            : $"{advice} A name goes to -{(request is DistributeImageRequest ? "DistributionConfigurationName" : "Name")}.";
    }

    private static ErrorRecord FromService(ImageBuilderException error, Request request)
    {
        var (category, action) = ServiceErrors.Of(error.ErrorCode, request);
        var facts = new List<string> { $"HTTP {error.StatusCode}" };
        if (error.RequestId is not null)
            facts.Add($"request id {error.RequestId}");
        if (request is IIdempotent { ClientToken: { } token })
            facts.Add($"client token {token}");
        if (error.Attempts > 1)
            facts.Add($"{error.Attempts} tries");
        return Make(error, error.ErrorCode, category, request, $"{Name(request)}: {error.Message} ({string.Join(", ", facts)})", action);
    }

    // The service may have executed a request that was sent before the connection broke: the client token finds out.
    private static ErrorRecord FromConnection(ConnectionException error, Request request) => Make(
        error,
        error.Kind.ToString(),
        Category(error.Kind),
        request,
        error.Kind == ConnectionErrorKind.EndpointUnreachable ? $"{Name(request)}: {error.Message} {Token(request)}".TrimEnd() : error.Message,
        error.Action);

    private static ErrorRecord FromWait(ImageDistributionException error)
    {
        if (error.InnerException is { } pollError)
            return FromPoll(error, pollError);
        var (id, category) = error.IsTimeout ? ("WaitTimeout", ErrorCategory.OperationTimeout)
            : error.Distribution.Status == ImageStatus.Failed ? ("ImageFailed", ErrorCategory.InvalidResult)
            : error.Distribution.Status == ImageStatus.Cancelled ? ("ImageCancelled", ErrorCategory.OperationStopped)
            : ("ImageDeleted", ErrorCategory.ObjectNotFound);
        return Make(error, id, category, error.Distribution, error.Message, error.Action);
    }

    // The image could not be polled. The error is that of the poll; the distribution continues.
    private static ErrorRecord FromPoll(ImageDistributionException error, Exception pollError)
    {
        var distribution = error.Distribution;
        var record = From(pollError, new GetImageRequest { ImageBuildVersionArn = distribution.ImageBuildVersionArn });
        var (message, action) = (record.ErrorDetails.Message, record.ErrorDetails.RecommendedAction);
        var isKnown = distribution.Response is not null || distribution.Status is not null;
        return Make(
            pollError, record.FullyQualifiedErrorId, record.CategoryInfo.Category, distribution,
            isKnown ? $"{message} {error.Message}" : message,
            isKnown ? $"{action} Then {error.Action}" : action);
    }

    private static ErrorRecord Make(
        Exception error, string id, ErrorCategory category, object? target, string message, string action) => new(error, id, category, target)
        {
            ErrorDetails = new(message) { RecommendedAction = action },
        };

    private static string Name(Request request) => OperationAttribute.Of(request.GetType()).Name;

    private static string Token(Request request) =>
        request is IIdempotent { ClientToken: { } token } ? $"(client token {token})" : "";

    private static ErrorCategory Category(ConnectionErrorKind kind) => kind switch
    {
        ConnectionErrorKind.NoCredentials => ErrorCategory.AuthenticationError,
        ConnectionErrorKind.EndpointUnreachable => ErrorCategory.ConnectionError,
        _ => ErrorCategory.InvalidArgument,
    };
}
