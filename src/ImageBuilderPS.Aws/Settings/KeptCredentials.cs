using Amazon.Runtime;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The credentials that another module keeps.</summary>
/// <param name="source">Where they are.</param>
internal sealed class KeptCredentials(IKeySource source) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials()
    {
        var keys = source.GetKeys();
        return new(keys.AccessKey, keys.SecretKey, keys.SessionToken);
    }

    // The other module may wait for a service.
    public override Task<ImmutableCredentials> GetCredentialsAsync() => Task.Run(GetCredentials);
}
