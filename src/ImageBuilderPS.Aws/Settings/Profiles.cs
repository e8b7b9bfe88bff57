using Amazon.Runtime.CredentialManagement;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The profiles of the AWS configuration files.</summary>
internal static class Profiles
{
    /// <summary>The names of the profiles with credentials.</summary>
    public static IReadOnlyList<string> Names
    {
        get
        {
            var profiles = new CredentialProfileStoreChain();
            // The SDK's list omits a default profile in the config file.
            var standard = profiles.TryGetProfile("default", out var found) && found.CanCreateAWSCredentials ? [found] : Array.Empty<CredentialProfile>();
            return [.. profiles.ListProfiles().Concat(standard).Select(profile => profile.Name)
                .Distinct().OrderBy(name => name, StringComparer.Ordinal)];
        }
    }

    /// <summary>A profile, or null.</summary>
    public static CredentialProfile? Find(string name) =>
        new CredentialProfileStoreChain().TryGetProfile(name, out var profile) ? profile : null;
}
