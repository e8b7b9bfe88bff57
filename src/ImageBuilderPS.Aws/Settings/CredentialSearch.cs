using Amazon.Runtime;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The search for credentials. Concurrent calls share one: it takes long where the instance metadata does not respond.</summary>
/// <param name="source">The source of the credentials.</param>
/// <param name="credentials">The credentials of that source.</param>
internal sealed class CredentialSearch(CredentialSource source, AWSCredentials credentials)
{
    private readonly object gate = new();
    private Task? resolving;

    /// <summary>Returns when credentials are resolved.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectionException">There are no credentials, or they cannot be resolved.</exception>
    public Task RequireAsync(CancellationToken cancellationToken)
    {
        Task search;
        lock (gate)
        {
            if (resolving is null or { IsCompleted: true })
                resolving = source.ResolveAsync(credentials);
            search = resolving;
        }
        return source.RequireAsync(search, cancellationToken);
    }
}
