using Amazon.Runtime;
using Amazon.Runtime.SharedInterfaces;
using Amazon.SecurityToken;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The credentials of a role, assumed with a client of this assembly (see <see cref="SdkClients"/>).</summary>
/// <param name="source">The credentials that may assume it.</param>
/// <param name="roleArn">The role.</param>
/// <param name="sessionName">The name of the session.</param>
/// <param name="options">Further options; null for none.</param>
/// <param name="createClient">Creates the client that assumes it, with the credentials of the source.</param>
internal sealed class RoleCredentials(
    AWSCredentials source,
    string roleArn,
    string sessionName,
    AssumeRoleAWSCredentialsOptions? options,
    Func<AWSCredentials, AmazonSecurityTokenServiceClient> createClient)
    : AssumeRoleAWSCredentials(source, roleArn, sessionName, options ?? new())
{
    protected override CredentialsRefreshState GenerateNewCredentials()
    {
        using var client = createClient(SourceCredentials);
        return State(((ICoreAmazonSTS)client).CredentialsFromAssumeRoleAuthentication(RoleArn, RoleSessionName, Options));
    }

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var client = createClient(SourceCredentials);
        return State(await ((ICoreAmazonSTS)client).CredentialsFromAssumeRoleAuthenticationAsync(RoleArn, RoleSessionName, Options).ConfigureAwait(false));
    }

    private static CredentialsRefreshState State(AssumeRoleImmutableCredentials credentials) => new(credentials, credentials.Expiration);
}
