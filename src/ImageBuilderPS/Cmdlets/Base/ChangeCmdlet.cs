using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Client;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>A cmdlet that sends a change: with a client token, and validated before the call.</summary>
public abstract class ChangeCmdlet : ImageBuilderCmdlet
{
    /// <summary>Makes the call idempotent; a new one is made for each input when left out. 1 to 36 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public virtual string? ClientToken { get; set; }

    /// <summary>Leaves the validation of the request to the service.</summary>
    [Parameter]
    public SwitchParameter SkipValidation { get; set; }

    /// <summary>Whether -ClientToken was given on the command line, not by a pipeline input.</summary>
    protected bool HasClientTokenFromCommandLine { get; private set; }

    /// <inheritdoc/>
    protected override void Begin() => HasClientTokenFromCommandLine = ClientToken is not null;

    /// <inheritdoc/>
    protected override Exception? Validate(Request request) => SkipValidation ? null : base.Validate(request);

    /// <summary>
    /// Makes a request ready to send: adds a client token, validates, and warns of combinations that have no effect.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="error">Everything that is wrong with it.</param>
    /// <returns>Whether it may be sent.</returns>
    protected bool TryPrepare(Request request, out Exception? error)
    {
        // An empty cell of a table is not a token. An empty text on the command line is a variable that should hold one.
        if (request is IIdempotent { ClientToken: null or "" } idempotent && !(HasClientTokenFromCommandLine && ClientToken is ""))
            idempotent.ClientToken = Guid.NewGuid().ToString();
        error = Validate(request);
        if (error is not null)
            return false;
        foreach (var warning in SkipValidation ? [] : ContractValidator.Warnings(request))
            WriteWarning(warning);
        return true;
    }

    /// <summary>Sends a prepared dry run. A valid one is a message, not an error.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request, whose <c>dryRun</c> is true.</param>
    /// <param name="what">What it would create: <c>lifecycle policy demo</c>.</param>
    protected void SendDryRun<TResponse>(Request<TResponse> request, string what)
        where TResponse : Response, new()
    {
        try
        {
            WriteObject(SendPrepared(request));
            WriteWarning($"The service does not know dry runs: it created {what}.");
        }
        catch (RequestFailedException error) when (error.InnerException is DryRunOperationException)
        {
            WriteAttempts();
            this.Say($"The dry run succeeded: the service would create {what}. Nothing was created.");
        }
    }

    /// <summary>Makes a request ready to send. Everything that is wrong with it becomes one error.</summary>
    /// <param name="request">The request.</param>
    protected void Prepare(Request request)
    {
        if (!TryPrepare(request, out var error))
            throw new RequestFailedException(request, error!);
    }
}
