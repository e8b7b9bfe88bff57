using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>Requests: validated, sent, listed.</content>
public abstract partial class ImageBuilderCmdlet
{
    /// <summary>
    /// Puts enum values into the API's spelling and validates a request: the API's constraints, and that its ARNs are of
    /// the connection's region.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>The failure; null when the request may be sent.</returns>
    protected virtual Exception? Validate(Request request)
    {
        EnumNormalizer.Normalize(request);
        var violations = ContractValidator.Validate(request);
        if (violations.Count > 0)
            return new ConstraintViolationException(request, violations);
        var wrong = WrongRegionException.Find(request, () => ConnectedRegion);
        return wrong is not null && TryFollowRegion(wrong.Region) ? WrongRegionException.Find(request, () => ConnectedRegion) : wrong;
    }

    /// <summary>Validates a request. Everything that is wrong with it becomes one error.</summary>
    /// <param name="request">The request.</param>
    protected void ThrowIfInvalid(Request request)
    {
        if (Validate(request) is { } error)
            throw new RequestFailedException(request, error);
    }

    /// <summary>Validates and sends a request, and waits for the response.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request.</param>
    protected TResponse Send<TResponse>(Request<TResponse> request)
        where TResponse : Response, new()
    {
        ThrowIfInvalid(request);
        return SendPrepared(request);
    }

    /// <summary>Sends a request that <see cref="Validate"/> has seen, and waits for the response.</summary>
    /// <typeparam name="TResponse">The response.</typeparam>
    /// <param name="request">The request.</param>
    protected TResponse SendPrepared<TResponse>(Request<TResponse> request)
        where TResponse : Response, new()
    {
        TResponse response;
        try
        {
            response = Service.SendAsync(request, Cancellation).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            throw new RequestFailedException(request, error);
        }
        WriteAttempts();
        return response;
    }

    /// <summary>Writes the result of a finished task, or its failure as an error.</summary>
    /// <param name="task">The task.</param>
    /// <param name="request">The request that it sent: the error's target.</param>
    protected void WriteResult(Task<object> task, Request request)
    {
        if (task.Status == TaskStatus.RanToCompletion)
            WriteObject(task.Result);
        else
            WriteFailure(task.Exception?.InnerException ?? new OperationCanceledException(), request);
    }

    /// <summary>Every item of a list, page after page.</summary>
    /// <typeparam name="TResponse">The page.</typeparam>
    /// <typeparam name="TItem">What is listed.</typeparam>
    /// <param name="request">The request for the first page; it is used for all.</param>
    protected IEnumerable<TItem> List<TResponse, TItem>(Request<TResponse> request)
        where TResponse : Response, IPage<TItem>, new() => Paging.Items<TResponse, TItem>(request, Send);

    /// <summary>Asks with -Confirm; only describes with -WhatIf.</summary>
    /// <param name="description">What is about to be done: <c>Delete lifecycle policy demo</c>.</param>
    /// <param name="caption">The same without the name, for the question's window.</param>
    /// <returns>Whether to do it.</returns>
    protected bool ShouldChange(string description, string caption) => ShouldProcess(description, description + "?", caption);

    // The send meets the same failure, and reports it.
    private string? ConnectedRegion
    {
        get
        {
            try
            {
                return Service.Region;
            }
            catch (ConnectionException)
            {
                return null;
            }
        }
    }
}
