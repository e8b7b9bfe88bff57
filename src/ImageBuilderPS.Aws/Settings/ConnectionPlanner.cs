using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Runtime.Internal.Util;
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

    // Source: STS's API reference, AssumeRole.
    private static readonly Regex RoleArn = new(@"\Aarn:aws[a-z-]*:iam::[0-9]{12}:role/[\x21-\x7e]+\z");
    private static readonly Regex SessionName = new(ConnectionSettings.RoleSessionNamePattern, RegexOptions.ECMAScript);

    private static readonly string[] CredentialVariables =
        ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

    /// <summary>Plans a connection.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    public static ConnectionPlan Plan(ConnectionSettings settings) => Plan(settings, (found, region) =>
    {
        var plan = ImageBuilder(settings, found, region);
        return NullIfBlank(settings.RoleArn) is null ? plan : plan with { Credentials = OfRole(settings, plan, Sts(settings, found, plan)) };
    });

    /// <summary>Plans the connections to EC2 and to the services beside it. Where Image Builder is on this machine, they are too.</summary>
    /// <exception cref="ConnectionException">A setting is invalid.</exception>
    public static Ec2Plan PlanEc2(ConnectionSettings settings, string region, string? roleArn) => Plan(settings with { Region = region }, (found, valid) =>
    {
        var local = ImageBuilder(settings, found, valid);
        var sts = Sts(settings, found, local);
        var credentials = OfRole(settings, local, sts);
        if (roleArn is not null)
            credentials = CredentialSource.FromRole(new(roleArn, null, AssumedRole.DefaultSessionName, sts with { Credentials = credentials }));
        local = local with { Credentials = credentials };
        return new Ec2Plan(
            BesideImageBuilder(settings, found, local, AwsService.Ec2),
            sts with { Credentials = credentials },
            BesideImageBuilder(settings, found, local, AwsService.Iam),
            BesideImageBuilder(settings, found, local, AwsService.RecycleBin),
            BesideImageBuilder(settings, found, local, AwsService.Ssm),
            BesideImageBuilder(settings, found, local, AwsService.ServiceQuotas));
    });

    private static ConnectionPlan Sts(ConnectionSettings settings, Found found, ConnectionPlan local) =>
        BesideImageBuilder(settings, found, local, AwsService.Sts);

    private static CredentialSource OfRole(ConnectionSettings settings, ConnectionPlan plan, ConnectionPlan sts) => NullIfBlank(settings.RoleArn) is { } arn
        ? CredentialSource.FromRole(new(arn, NullIfBlank(settings.ExternalId), NullIfBlank(settings.RoleSessionName) ?? AssumedRole.DefaultSessionName, sts))
        : plan.Credentials;

    private static T Plan<T>(ConnectionSettings settings, Func<Found, string, T> plan)
    {
        RequireWholeKeys(settings);
        RequireValidRole(settings);
        try
        {
            var found = Read(settings);
            var region = RequireValidRegion(found.Region ?? (settings.FailsFast ? null : RegionOfInstance()));
            lock (Gate)
                return plan(found, region);
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
            var config = new ServiceConfig(AwsService.ImageBuilder, profile?.Name);
            var endpoint = CustomEndpoint(settings.EndpointUrl, config);
            RequireSafeEndpoint(settings, endpoint);
            return new(profile, config, endpoint, Region(settings, profile, endpoint));
        }
    }

    private static ConnectionPlan ImageBuilder(ConnectionSettings settings, Found found, string region)
    {
        var (profile, config, custom, _) = found;
        // Without a region the SDK would search for one itself, also in the instance metadata.
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return new(
            region,
            custom ?? RegionalEndpoint.Create(AwsService.ImageBuilder, region, UsesFips(found), UsesDualStack(found)),
            custom is not null,
            Credentials(settings, profile, custom),
            settings.FailsFast ? 0 : ValueFromProfile("AWS_MAX_ATTEMPTS", profile?.MaxAttempts) - 1 ?? config.MaxErrorRetry)
        {
            FailsFast = settings.FailsFast,
        };
    }

    // Another endpoint than this machine's is Image Builder's alone, such as that of a VPC.
    private static ConnectionPlan BesideImageBuilder(ConnectionSettings settings, Found found, ConnectionPlan local, AwsService service)
    {
        var custom = local is { IsCustomEndpoint: true, Endpoint.IsLoopback: true } && !HasOwnEndpoint(service, found.Profile)
            ? local.Endpoint
            : CustomEndpoint(null, new(service, found.Profile?.Name));
        RequireSafeEndpoint(settings, custom);
        var (endpoint, region) = service == AwsService.Iam
            ? RegionalEndpoint.CreateIam(local.Region, UsesFips(found))
            : (RegionalEndpoint.Create(service, local.Region, UsesFips(found), UsesDualStack(found)), local.Region);
        return local with { Region = region, Endpoint = custom ?? endpoint, IsCustomEndpoint = custom is not null };
    }

    // Whether the configuration names an endpoint for this very service, rather than for all. The SDK does not tell where it
    // found one, but what it finds for a service that nobody names is for all.
    private static bool HasOwnEndpoint(AwsService service, CredentialProfile? profile) =>
        Variable(TransformServiceId.TransformServiceIdToEnvVariable(service.Id)) is not null
            || new ServiceConfig(service, profile?.Name).ServiceURL != new ServiceConfig(service with { Id = "any" }, profile?.Name).ServiceURL;

    private static bool UsesFips(Found found) =>
        ValueFromProfile("AWS_USE_FIPS_ENDPOINT", found.Profile?.UseFIPSEndpoint) ?? found.Config.UseFIPSEndpoint;

    private static bool UsesDualStack(Found found) =>
        ValueFromProfile("AWS_USE_DUALSTACK_ENDPOINT", found.Profile?.UseDualstackEndpoint) ?? found.Config.UseDualstackEndpoint;

    private static void RequireWholeKeys(ConnectionSettings settings)
    {
        var (access, secret) = (NullIfBlank(settings.AccessKey), NullIfBlank(settings.SecretKey));
        if ((access is null) != (secret is null))
        {
            throw Invalid(
                access is null ? "A secret key was given without its access key." : "An access key was given without its secret key.",
                "Give both -AccessKey and -SecretKey, or neither.");
        }
        // Both go into headers, in which a line break would begin another header.
        if (access?.All(IsVisible) == false)
            throw Invalid($"The access key '{Violation.Shown(access)}' has other characters than visible ASCII.", "Give -AccessKey without spaces and line breaks.");
        if (NullIfBlank(settings.SessionToken)?.All(IsVisible) == false)
            throw Invalid("The session token has other characters than visible ASCII.", "Give -SessionToken without spaces and line breaks.");
        if (settings.Keys is not null && (access ?? NullIfBlank(settings.ProfileName)) is not null)
        {
            throw Invalid(
                $"-Credential and {(access is null ? "-ProfileName" : "-AccessKey")} exclude each other.",
                "Give one of them.");
        }
        if (access is null && NullIfBlank(settings.SessionToken) is not null)
        {
            throw Invalid(
                "A session token was given without its access key and secret key.",
                "Give -AccessKey and -SecretKey with -SessionToken, or none of them.");
        }
    }

    private static void RequireValidRole(ConnectionSettings settings)
    {
        var (role, session) = (NullIfBlank(settings.RoleArn), NullIfBlank(settings.RoleSessionName));
        if (role is null && (NullIfBlank(settings.ExternalId) ?? session) is not null)
        {
            throw Invalid(
                $"{(session is null ? "An external id" : "A session name")} was given without a role to assume.",
                "Give -RoleArn, or leave -ExternalId and -RoleSessionName out.");
        }
        if (role is not null && !RoleArn.IsMatch(role))
            throw Invalid($"Got the role '{Violation.Shown(role)}', expected the ARN of a role.", "Give -RoleArn such as arn:aws:iam::123456789012:role/ImageBuilderReader.");
        if (session is not null && !SessionName.IsMatch(session))
            throw Invalid($"Got the session name '{Violation.Shown(session)}', expected 2 to 64 letters, digits and characters of _+=,.@-.", "Give -RoleSessionName such as weekly-report.");
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

    private static Uri? CustomEndpoint(Uri? given, ServiceConfig found)
    {
        var url = given;
        if (url is null && NullIfBlank(found.ServiceURL) is { } configured && !Uri.TryCreate(configured, UriKind.Absolute, out url))
            url = new(configured, UriKind.Relative);
        if (url is null || (url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            return url;
        throw Invalid(
            $"'{Violation.Shown(url.OriginalString)}' is not a valid endpoint URL.",
            $"Give a URL such as http://127.0.0.1:4577 (-EndpointUrl, {TransformServiceId.TransformServiceIdToEnvVariable(found.Service.Id)}, AWS_ENDPOINT_URL or a profile's endpoint_url).");
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
        if (settings.Keys is { } keys)
            return CredentialSource.FromKeySource(keys);
        var isLoopback = endpoint is { IsLoopback: true };
        if (settings.FailsFast)
            RequireNoMetadata(profile, isLoopback);
        if (profile is not null)
            return isLoopback && !profile.CanCreateAWSCredentials ? CredentialSource.Placeholder : CredentialSource.FromProfile(profile.Name);
        return isLoopback ? LoopbackCredentials() : CredentialSource.DefaultChain;
    }

    // The SDK's chain ends at the instance metadata, and a profile may name it.
    private static void RequireNoMetadata(CredentialProfile? profile, bool isLoopback)
    {
        if (profile is null && (HasKeys || CredentialVariables.Any(name => Variable(name) is not null)))
            return;
        profile ??= Profiles.Find(DefaultAWSCredentialsIdentityResolver.GetProfileName());
        if (profile is { CanCreateAWSCredentials: true } ? Profiles.UsesInstanceMetadata(profile) : !isLoopback)
        {
            throw new ConnectionException(
                ConnectionErrorKind.NoCredentials,
                "No AWS credentials were found without the instance metadata.",
                "Give -ProfileName, or -AccessKey and -SecretKey, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
        }
    }

    private static bool HasKeys => Variable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_ACCESSKEY) is not null
        && Variable(EnvironmentVariablesAWSCredentials.ENVIRONMENT_VARIABLE_SECRETKEY) is not null;

    /// <summary>The credentials configured for this process, else placeholders: a local service must not need the network.</summary>
    private static CredentialSource LoopbackCredentials()
    {
        if (HasKeys || CredentialVariables.Any(name => Variable(name) is not null))
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

    private static bool IsVisible(char character) => character is > ' ' and <= '~';

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static ConnectionException Invalid(string message, string action, Exception? inner = null) =>
        new(ConnectionErrorKind.InvalidSettings, message, action, inner);

    /// <summary>The values found in settings, environment and profile.</summary>
    private sealed record Found(CredentialProfile? Profile, ServiceConfig Config, Uri? Endpoint, string? Region);
}
