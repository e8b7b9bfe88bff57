using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>What an error of Image Builder means for a check.</summary>
internal static class ServiceFailures
{
    /// <summary>Adds a row: what may not be read, or cannot be now, is unknown; any other refusal would also meet the distribution.</summary>
    /// <param name="rows">Takes the row.</param>
    /// <param name="name">The check.</param>
    /// <param name="permission">The permission that the call needs.</param>
    /// <param name="error">The error.</param>
    /// <param name="action">What to do about a refusal.</param>
    public static void Add(PreflightRows rows, string name, string permission, ImageBuilderException error, string action)
    {
        if (error.IsThrottle || error.StatusCode >= 500 || PreflightRows.IsDenial(error.ErrorCode))
            rows.DoNotKnow(name, AmiFactProblem.From(permission, error));
        else
            rows.Fail(name, error.Message, action);
    }
}
