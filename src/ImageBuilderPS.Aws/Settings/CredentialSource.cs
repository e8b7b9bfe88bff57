using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws.Settings;

/// <summary>The source of credentials: given keys, a profile, the SDK's default chain, or a role that other credentials assume.</summary>
internal sealed record CredentialSource
{
    public static readonly CredentialSource DefaultChain = new();

    /// <summary>Placeholder keys for a local service that does not verify signatures.</summary>
    public static readonly CredentialSource Placeholder = FromKeys("local", "local", null);

    private CredentialSource()
    {
    }

    /// <summary>The given keys, or null.</summary>
    public AWSCredentials? Keys { get; private init; }

    /// <summary>Keys that another module keeps, or null.</summary>
    public IKeySource? KeySource { get; private init; }

    /// <summary>The profile, or null.</summary>
    public string? Profile { get; private init; }

    /// <summary>The role, or null.</summary>
    public AssumedRole? Role { get; private init; }

    public static CredentialSource FromKeys(string accessKey, string secretKey, string? sessionToken) => new()
    {
        Keys = sessionToken is null
            ? new BasicAWSCredentials(accessKey, secretKey)
            : new SessionAWSCredentials(accessKey, secretKey, sessionToken),
    };

    public static CredentialSource FromProfile(string name) => new() { Profile = name };

    public static CredentialSource FromKeySource(IKeySource source) => new() { KeySource = source };

    /// <summary>The source of a role. Its profile is that of the credentials that assume it, which also has settings of clients.</summary>
    public static CredentialSource FromRole(AssumedRole role) => new() { Role = role, Profile = role.Sts.Credentials.Profile };

    /// <summary>Resolves credentials on another thread: the chain may wait for an endpoint or a program.</summary>
    public Task ResolveAsync(AWSCredentials credentials) => Keys is null ? Task.Run(credentials.GetCredentialsAsync) : Task.CompletedTask;

    /// <summary>The credentials that sign.</summary>
    public AWSCredentials Credentials(IClientConfig config) => Keys is not null ? Keys
        : Role is not null ? Role.Credentials()
        : KeySource is not null ? new KeptCredentials(KeySource)
        : new ChainCredentials(config);

    /// <summary>Returns when credentials are resolved.</summary>
    /// <exception cref="ConnectionException">There are no credentials, or they cannot be resolved.</exception>
    /// <exception cref="ImageBuilderException">The role cannot be assumed.</exception>
    public async Task RequireAsync(Task resolving, AWSCredentials credentials, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>();
        using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
        {
            await Task.WhenAny(resolving, cancelled.Task).ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await resolving.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Role is null ? NoCredentials(error) : await Role.RefusalAsync(error, ((RoleCredentials)credentials).SourceCredentials).ConfigureAwait(false);
        }
    }

    /// <summary>Contains no secret.</summary>
    public override string ToString() => Role?.Arn ?? Profile ?? (Keys is null && KeySource is null ? "default chain" : "given keys");

    private ConnectionException NoCredentials(Exception error)
    {
        var name = Profile ?? DefaultAWSCredentialsIdentityResolver.GetProfileName();
        var signsIn = Profiles.Find(name)?.Options is { } options
            && !(string.IsNullOrEmpty(options.SsoStartUrl) && string.IsNullOrEmpty(options.SsoSession));
        var start = signsIn ? $"The profile '{name}' signs in with SSO, and no valid sign-in was found"
            : Profile is null ? "AWS credentials cannot be resolved"
            : $"The profile '{name}' returned no AWS credentials";
        return new(
            ConnectionErrorKind.NoCredentials,
            $"{start}: {Reasons(error.Message)}.",
            (signsIn ? $"Sign in (aws sso login --profile {name}), or give" : "Give")
                + " -ProfileName, or -AccessKey and -SecretKey, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
            error);
    }

    /// <summary>The chain lists the error of each of its providers, one per line after a heading.</summary>
    private static string Reasons(string message)
    {
        var errors = message.Split('\n').Where(line => line.StartsWith("Exception ", StringComparison.Ordinal) && line.Contains(": "))
            .Select(line => Reason(line.Substring(line.IndexOf(": ", StringComparison.Ordinal) + 2))).ToArray();
        return errors.Length == 0 ? Reason(message) : string.Join("; ", errors);
    }

    // .NET adds the name of an SDK parameter, which does not help the user.
    private static string Reason(string message)
    {
        var text = ErrorTranslator.ToOneLine(message);
        var end = text.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? text : text.Substring(0, end).TrimEnd('.');
    }
}
