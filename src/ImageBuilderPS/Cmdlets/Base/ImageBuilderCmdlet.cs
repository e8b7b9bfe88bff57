using System.Collections.Concurrent;
using System.Management.Automation;
using System.Security;
using ImageBuilderPS.Api;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Completion;
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
    private IImageBuilder? service;
    private ConnectionSettings? settings;

    /// <summary>The AWS region; the AWS SDK's own chain decides when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>The profile of the AWS configuration files.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>The endpoint in place of the region's own, such as a local service's.</summary>
    [Parameter]
    public Uri? EndpointUrl { get; set; }

    /// <summary>The access key id; goes with -SecretKey.</summary>
    [Parameter]
    public string? AccessKey { get; set; }

    /// <summary>The secret access key, as a SecureString or as text; goes with -AccessKey.</summary>
    [Parameter]
    [SecretInput]
    public SecureString? SecretKey { get; set; }

    /// <summary>The session token of temporary credentials, as a SecureString or as text.</summary>
    [Parameter]
    [SecretInput]
    public SecureString? SessionToken { get; set; }

    /// <summary>Lets signed requests go to a host that is not this machine over plain http, for all to read.</summary>
    [Parameter]
    public SwitchParameter AllowInsecureEndpoint { get; set; }

    /// <summary>The time of the endpoint: the local service has its own clock.</summary>
    protected DateTimeOffset Now => (EndpointUrl is null ? ModuleState.LocalService?.Status.Time : null) ?? DateTimeOffset.UtcNow;

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken Cancellation => stopping.Token;

    /// <summary>The connection. The first use makes it, and must be on the pipeline thread.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    protected IImageBuilder Service => service ??= Connect();

    /// <summary>The settings of the connection, with its region, for connections to other services.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    protected ConnectionSettings Settings
    {
        get
        {
            var region = Service.Region;
            return settings! with { Region = region };
        }
    }

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
    protected sealed override void ProcessRecord() => Guard(ProcessInput);

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
    /// Writes the attempts since the last call: failed ones with -Verbose, all with -Debug.
    /// </summary>
    /// <remarks>
    /// Not to be called in a try block that catches every exception: a host may fail to ask, or to write.
    /// </remarks>
    internal void WriteAttempts()
    {
        while (attempts.TryDequeue(out var attempt))
        {
            if (attempt.IsFailure)
                WriteVerbose(attempt.ToString());
            if (this.IsDebug())
                WriteDebug(attempt.ToDetailedString());
        }
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
        Report(ErrorRecords.From(error));
    }

    /// <summary>Writes a non-terminating error.</summary>
    /// <param name="error">The error.</param>
    protected virtual void Report(ErrorRecord error) => WriteError(error);

    private IImageBuilder Connect()
    {
        var given = settings = new ConnectionSettings
        {
            Region = Region,
            ProfileName = ProfileName,
            EndpointUrl = EndpointUrl ?? ModuleState.UseLocalService(WriteWarning)?.Url,
            AccessKey = AccessKey,
            SecretKey = SecretInputAttribute.Text(SecretKey),
            SessionToken = SecretInputAttribute.Text(SessionToken),
            AllowInsecureEndpoint = AllowInsecureEndpoint,
        };
        var recordsAttempts = this.IsVerbose() || this.IsDebug();
        // The search for a region may end at the instance metadata, which may never answer.
        var connecting = Task.Run(() => ModuleState.Connect(given, recordsAttempts ? attempts.Enqueue : null));
        WaitUnlessStopped(connecting);
        var connection = connecting.GetAwaiter().GetResult();
        WriteVerbose($"Endpoint {connection.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, region {connection.Region}.");
        return connection;
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
