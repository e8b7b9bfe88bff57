using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Util;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>Completes settings from environment and profiles, in the order of the AWS SDK.</summary>
internal static class ConnectionPlanner
{
    private const string LoopbackRegion = "us-east-1";
    private static readonly object Gate = new();

    private static readonly string[] CredentialVariables =
        ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

    /// <summary>Plans a connection.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    public static ConnectionPlan Plan(ConnectionSettings settings)
    {
        RequireWholeKeys(settings);
        try
        {
            var found = Read(settings);
            return Plan(settings, found, RequireValidRegion(found.Region ?? RegionOfInstance()));
        }
        catch (Exception error) when (error is AmazonClientException or ArgumentException or FormatException)
        {
            throw Invalid(
                $"The AWS configuration cannot be used: {ErrorTranslator.ToOneLine(error.Message)}.",
                "Correct the AWS_* environment variables or the AWS configuration files.",
                error);
        }
    }

    // The SDK reads environment and files once per process, but a session may change both. The search for the region of the
    // instance is outside of the lock because it may take long.
    private static Found Read(ConnectionSettings settings)
    {
        lock (Gate)
        {
            FallbackInternalConfigurationFactory.Reset();
            FallbackRegionFactory.Reset();
            var profile = NamedProfile(settings.ProfileName);
            var config = new ImageBuilderConfig(profile?.Name);
            var endpoint = CustomEndpoint(settings, config);
            RequireSafeEndpoint(settings, endpoint);
            return new(profile, config, endpoint, Region(settings, profile, endpoint));
        }
    }

    private static ConnectionPlan Plan(ConnectionSettings settings, Found found, string region)
    {
        lock (Gate)
        {
            var (profile, config, custom, _) = found;
            // Without a region the SDK would search for one itself, also in the instance metadata.
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            var endpoint = custom ?? RegionalEndpoint.Create(
                region,
                ValueFromProfile("AWS_USE_FIPS_ENDPOINT", profile?.UseFIPSEndpoint) ?? config.UseFIPSEndpoint,
                ValueFromProfile("AWS_USE_DUALSTACK_ENDPOINT", profile?.UseDualstackEndpoint) ?? config.UseDualstackEndpoint);
            return new(
                region,
                endpoint,
                custom is not null,
                Credentials(settings, profile, custom),
                ValueFromProfile("AWS_MAX_ATTEMPTS", profile?.MaxAttempts) - 1 ?? config.MaxErrorRetry);
        }
    }

    private static void RequireWholeKeys(ConnectionSettings settings)
    {
        var (access, secret) = (NullIfBlank(settings.AccessKey), NullIfBlank(settings.SecretKey));
        if ((access is null) != (secret is null))
        {
            throw Invalid(
                access is null ? "A secret key was given without its access key." : "An access key was given without its secret key.",
                "Give both -AccessKey and -SecretKey, or neither.");
        }
        if (access is null && NullIfBlank(settings.SessionToken) is not null)
        {
            throw Invalid(
                "A session token was given without its access key and secret key.",
                "Give -AccessKey and -SecretKey with -SessionToken, or none of them.");
        }
    }

    private static CredentialProfile? NamedProfile(string? name)
    {
        if (NullIfBlank(name) is null)
            return null;
        if (Profiles.Find(name!) is { } profile)
            return profile;
        var names = Profiles.Names;
        throw Invalid(
            $"The profile '{Violation.Shown(name!)}' does not exist; "
                + (names.Count == 0 ? "the AWS configuration files have no profile with credentials." : $"profiles with credentials: {string.Join(", ", names)}."),
            "Give the name of a profile in ~/.aws/config or ~/.aws/credentials (AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE).");
    }

    private static Uri? CustomEndpoint(ConnectionSettings settings, ImageBuilderConfig found)
    {
        var url = settings.EndpointUrl;
        if (url is null && NullIfBlank(found.ServiceURL) is { } configured && !Uri.TryCreate(configured, UriKind.Absolute, out url))
            url = new(configured, UriKind.Relative);
        if (url is null || (url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            return url;
        throw Invalid(
            $"'{Violation.Shown(url.OriginalString)}' is not a valid endpoint URL.",
            "Give a URL such as http://127.0.0.1:4577 (-EndpointUrl, AWS_ENDPOINT_URL_IMAGEBUILDER, AWS_ENDPOINT_URL or a profile's endpoint_url).");
    }

    private static void RequireSafeEndpoint(ConnectionSettings settings, Uri? endpoint)
    {
        if (endpoint is null or { IsLoopback: true } or { Scheme: "https" } || settings.AllowInsecureEndpoint)
            return;
        throw Invalid(
            $"Signed requests would go to {endpoint.Authority} over plain http. Anyone on the network path can read them, including the session token.",
            "Give an https URL. To send them nevertheless, give -AllowInsecureEndpoint.");
    }

    private static string? Region(ConnectionSettings settings, CredentialProfile? profile, Uri? endpoint) =>
        NullIfBlank(settings.Region)
            ?? profile?.Region?.SystemName
            ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName
            ?? RegionIn(endpoint)
            ?? (endpoint is { IsLoopback: true } ? LoopbackRegion : null);

    private static string RequireValidRegion(string? region)
    {
        if (region is null)
        {
            throw new ConnectionException(
                ConnectionErrorKind.NoRegion,
                "No AWS region was given and none was found.",
                "Give -Region, or set AWS_REGION, or name a profile that has a region (-ProfileName, AWS_PROFILE).");
        }
        return Fn.IsValidHostLabel(region, allowSubDomains: false)
            ? region
            : throw Invalid($"'{Violation.Shown(region)}' is not a valid region.", "Give a region such as us-east-1.");
    }

    // Read directly: the SDK locks its own region search while it runs.
    private static string? RegionOfInstance()
    {
        try
        {
            return EC2InstanceMetadata.Region?.SystemName;
        }
        catch (Exception error) when (error is not AmazonClientException)
        {
            return null;
        }
    }

    private static string? RegionIn(Uri? endpoint) => endpoint is null
        ? null
        : RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)
            .FirstOrDefault(name => endpoint.Host.Split('.').Contains(name, StringComparer.OrdinalIgnoreCase));

    private static CredentialSource Credentials(ConnectionSettings settings, CredentialProfile? profile, Uri? endpoint)
    {
        if (NullIfBlank(settings.AccessKey) is { } accessKey)
            return CredentialSource.FromKeys(accessKey, settings.SecretKey!, NullIfBlank(settings.SessionToken));
        var isLoopback = endpoint is { IsLoopback: true };
        if (profile is not null)
            return isLoopback && !profile.CanCreateAWSCredentials ? CredentialSource.Placeholder : CredentialSource.FromProfile(profile.Name);
        return isLoopback ? LoopbackCredentials() : CredentialSource.DefaultChain;
    }

    /// <summary>The credentials configured for this process, else placeholders: a local service must not need the network.</summary>
    private static CredentialSource LoopbackCredentials()
    {
        if (Variable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_ACCESSKEY) is not null
            && Variable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_SECRETKEY) is not null)
        {
            return CredentialSource.DefaultChain;
        }
        if (CredentialVariables.Any(name => Variable(name) is not null))
            return CredentialSource.DefaultChain;
        var name = DefaultAWSCredentialsIdentityResolver.GetProfileName();
        if (Profiles.Find(name) is not { CanCreateAWSCredentials: true } profile)
            return CredentialSource.Placeholder;
        var isNamed = Variable("AWS_PROFILE") is not null;
        var hasKeys = NullIfBlank(profile.Options.SecretKey) is not null && NullIfBlank(profile.Options.RoleArn) is null;
        return isNamed || hasKeys ? CredentialSource.FromProfile(profile.Name) : CredentialSource.Placeholder;
    }

    /// <summary>The named profile's value, unless the environment variable is set; the SDK would read the default profile.</summary>
    private static T? ValueFromProfile<T>(string variable, T? profileValue)
        where T : struct => Variable(variable) is null ? profileValue : null;

    private static string? Variable(string name) => NullIfBlank(Environment.GetEnvironmentVariable(name));

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static ConnectionException Invalid(string message, string action, Exception? inner = null) =>
        new(ConnectionErrorKind.InvalidSettings, message, action, inner);

    /// <summary>The values found in settings, environment and profile.</summary>
    private sealed record Found(CredentialProfile? Profile, ImageBuilderConfig Config, Uri? Endpoint, string? Region);
}
