using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Identity;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The credentials that a profile or the SDK's default chain gives at the time of a call.</summary>
/// <remarks>AWSSDK.Core cannot be told which client assumes a role (see <see cref="SdkClients"/>), so roles are replaced here.</remarks>
/// <param name="config">The configuration: its profile, or else the chain.</param>
internal sealed class ChainCredentials(IClientConfig config) : AWSCredentials
{
    private static readonly ConditionalWeakTable<AssumeRoleAWSCredentials, RoleCredentials> Roles = new();

    public override ImmutableCredentials GetCredentials() => Usable(Resolver.ResolveIdentity(config)).GetCredentials();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        var found = await Resolver.ResolveIdentityAsync(config, CancellationToken.None).ConfigureAwait(false);
        return await Usable(found).GetCredentialsAsync().ConfigureAwait(false);
    }

    private IIdentityResolver Resolver => config.IdentityResolverConfiguration.GetIdentityResolver<AWSCredentials>();

    private static AWSCredentials Usable(BaseIdentity found) => found is AssumeRoleAWSCredentials role
        ? Roles.GetValue(role, Role)
        : (AWSCredentials)found;

    private static RoleCredentials Role(AssumeRoleAWSCredentials role) => new(
        Usable(role.SourceCredentials),
        role.RoleArn,
        role.RoleSessionName,
        role.Options,
        // The region that AWSSDK.Core takes for its own client.
        source => SdkClients.SecurityToken(source, FallbackRegionFactory.GetRegionEndpoint() ?? RegionEndpoint.USEast1, role.Options?.ProxySettings));
}
