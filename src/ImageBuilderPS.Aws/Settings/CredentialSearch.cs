using Amazon.Runtime;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The search for credentials. Concurrent calls share one: it takes long where the instance metadata does not respond.</summary>
/// <param name="source">The source of the credentials.</param>
/// <param name="credentials">The credentials of that source.</param>
internal sealed class CredentialSearch(CredentialSource source, AWSCredentials credentials)
{
    private readonly object gate = new();

    // Whether there are credentials, and whether they may assume the role, are two questions.
    private readonly CredentialSearch? first =
        source.Role is { } role ? new(role.Sts.Credentials, ((RoleCredentials)credentials).SourceCredentials) : null;

    private Task? resolving;

    /// <summary>Returns when credentials are resolved.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectionException">There are no credentials, or they cannot be resolved.</exception>
    /// <exception cref="ImageBuilderException">The role cannot be assumed.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        if (first is not null)
            await first.RequireAsync(cancellationToken).ConfigureAwait(false);
        Task search;
        lock (gate)
        {
            if (resolving is null or { IsCompleted: true })
                resolving = source.ResolveAsync(credentials);
            search = resolving;
        }
        await source.RequireAsync(search, credentials, cancellationToken).ConfigureAwait(false);
    }
}
