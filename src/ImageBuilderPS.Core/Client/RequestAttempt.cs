using System.Globalization;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Client;

/// <summary>One attempt at a request, for diagnosis. It has no keys and no session token.</summary>
/// <param name="request">The request.</param>
/// <param name="number">The number of the attempt, from 1.</param>
/// <param name="duration">The time from the send to the complete response.</param>
/// <param name="outcome">The HTTP status, or the reason why there is none.</param>
/// <param name="isFailure">Whether the attempt failed, so that another may follow.</param>
public sealed class RequestAttempt(Request request, int number, TimeSpan duration, string outcome, bool isFailure)
{
    /// <summary>Whether the attempt failed, so that another may follow.</summary>
    public bool IsFailure => isFailure;

    /// <summary>The attempt in a line: <c>DistributeImage, attempt 1: TooManyRequestsException (HTTP 429) after 0.02 s</c>.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0}, attempt {1}: {2} after {3:0.00} s",
        OperationAttribute.Of(request.GetType()).Name,
        number,
        outcome,
        duration.TotalSeconds);

    /// <summary>The same with the HTTP method, the path and the members that were sent, as JSON.</summary>
    public string ToDetailedString()
    {
        var operation = OperationAttribute.Of(request.GetType());
        return $"{operation.Method} {operation.PathOf(request)} {Encoding.UTF8.GetString(ContractJson.ToBytes(request))}{Environment.NewLine}{this}";
    }
}
