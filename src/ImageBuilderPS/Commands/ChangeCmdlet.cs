using System.Management.Automation;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>A cmdlet that sends a change: client token, check before the call.</summary>
public abstract class ChangeCmdlet : ImageBuilderCmdlet
{
    /// <summary>Makes the call idempotent; a new one is made for each input when left out. 1 to 36 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public virtual string? ClientToken { get; set; }

    /// <summary>Leaves judging the request to the service.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>
    /// Makes a request ready to send: a token of its own, enum values in the API's spelling, warnings for what does
    /// nothing.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>Everything that is wrong with it, or null when it may be sent.</returns>
    protected ConstraintViolationException? Refuse(Request request)
    {
        // An empty text is what PowerShell makes of $null, and what an empty cell of a table holds.
        if (request is IIdempotent { ClientToken: null or "" } idempotent)
            idempotent.ClientToken = Guid.NewGuid().ToString();
        if (SkipValidation)
            return null;
        ContractValidator.Canonicalize(request);
        var violations = ContractValidator.Validate(request);
        if (violations.Count > 0)
            return new(request, violations);
        foreach (var warning in ContractValidator.Warnings(request))
            WriteWarning(warning);
        return null;
    }

    /// <summary>What follows the last slash or colon of an ARN; a name as it is.</summary>
    /// <param name="arn">An ARN or a name.</param>
    protected static string ArnName(string? arn) => arn?.Split('/', ':').Last() ?? "";
}
