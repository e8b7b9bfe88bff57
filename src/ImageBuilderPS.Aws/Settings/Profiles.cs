using Amazon.Runtime.CredentialManagement;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The profiles of the AWS configuration files.</summary>
internal static class Profiles
{
    // The credential_source of a profile.
    private const string InstanceMetadata = "Ec2InstanceMetadata";

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

    /// <summary>Whether the credentials of a profile come from the instance metadata, at once or by way of roles.</summary>
    /// <param name="profile">The profile.</param>
    public static bool UsesInstanceMetadata(CredentialProfile profile)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = profile; next is not null && seen.Add(next.Name); next = SourceOf(next))
        {
            if (string.Equals(next.Options.CredentialSource, InstanceMetadata, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static CredentialProfile? SourceOf(CredentialProfile profile) =>
        string.IsNullOrEmpty(profile.Options.SourceProfile) ? null : Find(profile.Options.SourceProfile);
}
