using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>A cmdlet that sends a change: client token, check before the call.</summary>
public abstract class ChangeCmdlet : ImageBuilderCmdlet
{
    /// <summary>Makes the call idempotent; a new one is made for each input when left out. 1 to 36 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public virtual string? ClientToken { get; set; }

    /// <summary>Leaves judging the request to the service.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>Whether -ClientToken stands on the command line, rather than in what comes down the pipeline.</summary>
    protected bool IsTokenTyped { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => IsTokenTyped = ClientToken is not null;

    /// <summary>
    /// Makes a request ready to send: a token of its own, enum values in the API's spelling, warnings for what does
    /// nothing.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>Everything that is wrong with it, or null when it may be sent.</returns>
    protected Exception? Refuse(Request request)
    {
        // An empty cell of a table is no token. An empty text on the command line is a variable that should hold one.
        if (request is IIdempotent { ClientToken: null or "" } idempotent && !(IsTokenTyped && ClientToken is ""))
            idempotent.ClientToken = Guid.NewGuid().ToString();
        if (Check(request) is { } wrong)
            return wrong;
        foreach (var warning in SkipValidation ? [] : ContractValidator.Warnings(request))
            WriteWarning(warning);
        return null;
    }

    /// <inheritdoc/>
    protected override Exception? Check(Request request) => SkipValidation ? null : base.Check(request);

    /// <summary>Makes a request ready to send, or writes one error with everything that is wrong with it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether it may be sent.</returns>
    protected bool IsReady(Request request)
    {
        if (Refuse(request) is not { } error)
            return true;
        Fail(error, request);
        return false;
    }

    /// <summary>Compares when a resource was last updated, as read and as it is; a difference becomes one error.</summary>
    /// <param name="arn">The resource.</param>
    /// <param name="read">When it was last updated, as read; null when never.</param>
    /// <param name="live">When it was last updated.</param>
    /// <param name="request">The request that is not sent then.</param>
    /// <returns>Whether somebody changed it meanwhile.</returns>
    protected bool IsConflict(string? arn, DateTimeOffset? read, DateTimeOffset? live, Request request)
    {
        if (read == live)
            return false;
        WriteError(new ConflictingChangeException(arn, read, live).ToRecord(request));
        return true;
    }
}
