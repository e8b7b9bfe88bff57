using System.Collections.Concurrent;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Client;
using ImageBuilderPS.Loading;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Base;

/// <summary>
/// A cmdlet that calls EC2 Image Builder. It connects at the first call, writes each failed request as one
/// non-terminating error, and stops with the pipeline.
/// </summary>
public abstract partial class ImageBuilderCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<RequestAttempt> attempts = new();

    /// <summary>The time of the endpoint: the local service has its own clock.</summary>
    protected DateTimeOffset Now => (EndpointUrl is null ? ModuleState.LocalService?.Status.Time : null) ?? DateTimeOffset.UtcNow;

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken Cancellation => stopping.Token;

    /// <summary>Takes the attempts that <see cref="WriteAttempts"/> writes; null where nobody wants to see them.</summary>
    private protected Action<RequestAttempt>? Recorder => this.IsVerbose() || this.IsDebug() ? attempts.Enqueue : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels the requests in progress.</summary>
    /// <param name="disposing">Whether this is a call of <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            stopping.Cancel();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopping.Cancel();

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        HidePassword();
        commandLine = BoundSettings;
        Begin();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        connection = null;
        Guard(ProcessInput);
    }

    /// <summary>Prepares the cmdlet, before the first pipeline input.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Processes one pipeline input. A failed request ends it, with one error.</summary>
    protected abstract void ProcessInput();

    /// <summary>Processes the items of one pipeline input. A failed request ends the item, with one error.</summary>
    /// <typeparam name="T">An item.</typeparam>
    /// <param name="items">The items; null for none.</param>
    /// <param name="process">Processes an item.</param>
    protected void ForEach<T>(IEnumerable<T>? items, Action<T> process)
    {
        foreach (var item in items ?? [])
            Guard(() => process(item));
    }

    /// <summary>Writes a failure as a non-terminating error; a stopped pipeline stops instead.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="request">The request that failed.</param>
    protected void WriteFailure(Exception error, Request request) => WriteFailure(new RequestFailedException(request, error));

    /// <summary>
    /// Writes the attempts since the last call: failed ones and those that follow them with -Verbose, all with -Debug.
    /// </summary>
    /// <remarks>
    /// Not to be called in a try block that catches every exception: a host may fail to ask, or to write.
    /// </remarks>
    internal void WriteAttempts()
    {
        while (attempts.TryDequeue(out var attempt))
        {
            if (attempt.IsOfRetries)
                WriteVerbose(attempt.ToString());
            if (this.IsDebug())
                WriteDebug(attempt.ToDetailedString());
        }
    }

    // PowerShell keeps the arguments in each verbose and debug record, and ConvertTo-Json writes them.
    private void HidePassword()
    {
        if (EndpointUrl is { IsAbsoluteUri: true, UserInfo.Length: > 0 } url)
            MyInvocation.BoundParameters[nameof(EndpointUrl)] = new UriBuilder(url) { UserName = "", Password = "" }.Uri;
    }

    // Catches only what this module throws. An exception of the host or of a later cmdlet in the pipeline is not ours.
    private void Guard(Action process)
    {
        try
        {
            process();
        }
        catch (Exception error) when (ErrorRecords.IsFailureOfInput(error))
        {
            WriteFailure(error);
        }
    }

    private void WriteFailure(Exception error)
    {
        if (stopping.IsCancellationRequested)
            throw new PipelineStoppedException();
        WriteAttempts();
        var record = ErrorRecords.From(error);
        // Of many accounts and regions, the message says which one it was.
        var place = Place;
        if (connections.Count > 1 || place.RoleArn is not null)
            record.ErrorDetails = new($"{record.ErrorDetails.Message} ({Violation.Shown(ServiceConnection.Describe(place), Violation.LongestNameShown)})") { RecommendedAction = record.ErrorDetails.RecommendedAction };
        Report(record);
    }

    /// <summary>Writes a non-terminating error.</summary>
    /// <param name="error">The error.</param>
    protected virtual void Report(ErrorRecord error)
    {
        ErrorPlace.Attach(error, Place);
        WriteError(error);
    }

    private void WaitUnlessStopped(Task task)
    {
        try
        {
            task.Wait(Cancellation);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (AggregateException)
        {
            // The one who reads the result gets the failure.
        }
    }
}
