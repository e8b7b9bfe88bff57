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

/// <summary>A cmdlet that calls EC2 Image Builder: where to and as whom, one error per input, Ctrl+C.</summary>
public abstract partial class ImageBuilderCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<RequestAttempt> attempts = new();
    private IImageBuilder? service;
    private int failures;

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

    /// <summary>Ends when the pipeline is stopped.</summary>
    protected CancellationToken Cancellation => stopping.Token;

    /// <summary>The endpoint, reached for at the first use, which is on the pipeline thread.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting makes no sense.</exception>
    protected IImageBuilder Service => service ??= Connect();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the cmdlet holds.</summary>
    /// <param name="disposing">Whether this is a call of <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        stopping.Cancel();
        service?.Dispose();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopping.Cancel();

    /// <summary>Checks a request, sends it and waits; a failure becomes one non-terminating error.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request.</param>
    /// <returns>The answer, or null after an error.</returns>
    protected TResponse? Send<TResponse>(Request<TResponse> request)
        where TResponse : Response, new()
    {
        if (!Passes(request))
            return null;
        TResponse response;
        try
        {
            response = Service.SendAsync(request, Cancellation).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            Fail(error, request);
            return null;
        }
        TellAttempts();
        return response;
    }

    /// <summary>Tells of the attempts since the last time: those that failed with -Verbose, all with -Debug.</summary>
    /// <remarks>Not within a try that takes any failure for the service's: a host may fail to ask, or to write.</remarks>
    internal void TellAttempts()
    {
        while (attempts.TryDequeue(out var attempt))
        {
            if (attempt.IsFailure)
                WriteVerbose(attempt.ToString());
            if (this.IsDebug())
                WriteDebug(attempt.ToDetailedString());
        }
    }

    /// <summary>Writes a failure as a non-terminating error; a stopped pipeline stops instead.</summary>
    /// <param name="error">The failure.</param>
    /// <param name="request">The request that failed.</param>
    protected void Fail(Exception error, Request request)
    {
        if (stopping.IsCancellationRequested)
            throw new PipelineStoppedException();
        failures++;
        TellAttempts();
        WriteError(ErrorRecords.From(error, request));
    }

    /// <summary>Every item of a list, page after page; a failure ends the list with one error.</summary>
    /// <typeparam name="TResponse">The page.</typeparam>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="request">The request for the first page; it is used for all.</param>
    protected IEnumerable<TItem> List<TResponse, TItem>(Request<TResponse> request)
        where TResponse : Response, IPage<TItem>, new() => Paging.Items<TResponse, TItem>(request, Send);

    private IImageBuilder Connect()
    {
        var settings = new ConnectionSettings
        {
            Region = Region,
            ProfileName = ProfileName,
            EndpointUrl = EndpointUrl ?? Session.UseLocalUrl(WriteWarning),
            AccessKey = AccessKey,
            SecretKey = SecretInputAttribute.Text(SecretKey),
            SessionToken = SecretInputAttribute.Text(SessionToken),
            AllowInsecureEndpoint = AllowInsecureEndpoint,
        };
        var isTold = this.IsVerbose() || this.IsDebug();
        // The search for a region may end at the instance metadata, which may never answer.
        var connecting = Task.Run(() => Session.Connect(settings, isTold ? attempts.Enqueue : null));
        if (!IsDoneBeforeStop(connecting))
            throw new PipelineStoppedException();
        var connection = connecting.GetAwaiter().GetResult();
        WriteVerbose($"Endpoint {connection.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, region {connection.Region}.");
        return connection;
    }

    private bool IsDoneBeforeStop(Task task)
    {
        try
        {
            task.Wait(Cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException)
        {
            // Whoever takes the result meets its failure.
        }
        return true;
    }
}
