using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>
/// Optimistic concurrency for an update that replaces a whole resource: it is sent only if nobody else updated the
/// resource since it was read. The API has no conditional update, so the resource is read again just before the send.
/// </summary>
/// <typeparam name="TResource">The resource.</typeparam>
/// <param name="request">The update.</param>
/// <param name="read">Reads the resource as it is.</param>
/// <param name="version">The resource's ARN, and when it was last updated.</param>
/// <param name="force">Whether the update is sent although somebody else updated the resource.</param>
public sealed class OptimisticUpdate<TResource>(
    Request request, Func<TResource> read, Func<TResource, (string? Arn, DateTimeOffset? DateUpdated)> version, bool force)
    where TResource : class
{
    private TResource? before;

    /// <summary>Reads the resource, to compare the update with it.</summary>
    public TResource Read() => before = read();

    /// <summary>Compares the resource that was read with what the caller knew of it.</summary>
    /// <param name="knownDateUpdated">When the resource was last updated, as the caller read it; null when the caller never read it.</param>
    /// <exception cref="ConflictingChangeException">Somebody updated the resource since.</exception>
    public void ThrowIfUpdatedSince(DateTimeOffset? knownDateUpdated)
    {
        if (before is not null && knownDateUpdated is not null)
            Compare(knownDateUpdated, before);
    }

    /// <summary>
    /// Reads the resource again and compares: between the read and the send, a person may have thought about a question.
    /// </summary>
    /// <exception cref="ConflictingChangeException">Somebody updated the resource since <see cref="Read"/>.</exception>
    public void ThrowIfUpdatedMeanwhile()
    {
        if (before is not null && !force)
            Compare(version(before).DateUpdated, read());
    }

    private void Compare(DateTimeOffset? expected, TResource resource)
    {
        var (arn, live) = version(resource);
        if (!force && expected != live)
            throw new ConflictingChangeException(request, arn, expected, live);
    }
}
