using System.Management.Automation;
using System.Security;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Cmdlets.Base;

/// <content>The connection: each pipeline input may name its own region, profile and role.</content>
public abstract partial class ImageBuilderCmdlet
{
    private readonly Dictionary<ConnectionSettings, ServiceConnection> connections = [];
    private ServiceConnection? connection;
    private ConnectionSettings? session;
    private ConnectionSettings commandLine = new();

    /// <summary>The AWS region; the AWS SDK's own chain decides when left out. One from the pipeline gives way to the region of the input's ARN.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public virtual string? Region { get; set; }

    /// <summary>The profile of the AWS configuration files.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>The ARN of a role that the credentials assume, such as one of another account. Its own credentials are replaced before they expire.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? RoleArn { get; set; }

    /// <summary>With -RoleArn: the external id that the role asks for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? ExternalId { get; set; }

    /// <summary>With -RoleArn: the name of the session, which CloudTrail shows; ImageBuilderPS by default. 2 to 64 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? RoleSessionName { get; set; }

    /// <summary>The endpoint in place of the region's own, such as a local service's.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public Uri? EndpointUrl { get; set; }

    /// <summary>The access key id; goes with -SecretKey.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? AccessKey { get; set; }

    /// <summary>The secret access key, as a SecureString or as text; goes with -AccessKey.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [SecretInput]
    public SecureString? SecretKey { get; set; }

    /// <summary>The session token of temporary credentials, as a SecureString or as text.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [SecretInput]
    public SecureString? SessionToken { get; set; }

    /// <summary>Credentials as an object: of Get-AWSCredential, New-AWSCredential or Use-STSRole, or a PSCredential with the access key id and the secret key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [CredentialInput]
    public object? Credential { get; set; }

    /// <summary>Lets signed requests go to a host that is not this machine over plain http, for all to read.</summary>
    [Parameter]
    public SwitchParameter AllowInsecureEndpoint { get; set; }

    /// <summary>The connection of the input in progress. The first use makes it, and must be on the pipeline thread.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    protected ServiceConnection Connection => connection ??= Find(InputSettings);

    /// <summary>The connection of the input in progress; null where none can be made.</summary>
    private protected ServiceConnection? TryConnect()
    {
        try
        {
            return Connection;
        }
        catch (ConnectionException)
        {
            return null;
        }
    }

    /// <summary>The settings of the connection of the input in progress, or those that the input names.</summary>
    private protected ConnectionSettings Place => connection?.Settings ?? BoundSettings;

    /// <summary>Connects to where an input was made, for what neither the command line nor the input's properties name.</summary>
    /// <param name="region">The region.</param>
    /// <param name="roleArn">The role; null for none.</param>
    /// <param name="externalId">The external id that the role asks for; null for none.</param>
    /// <exception cref="ConnectionException">A setting is invalid.</exception>
    private protected void ConnectTo(string? region, string? roleArn, string? externalId)
    {
        var bound = MyInvocation.BoundParameters;
        var settings = InputSettings;
        var role = bound.ContainsKey(nameof(RoleArn)) ? settings.RoleArn : roleArn;
        connection = Find(settings with
        {
            Region = bound.ContainsKey(nameof(Region)) ? settings.Region : region ?? settings.Region,
            RoleArn = role,
            // Without a role nobody asks for it.
            ExternalId = role is null ? null : settings.ExternalId ?? (role == roleArn ? externalId : null),
        });
    }

    /// <summary>The connections of all inputs so far, in the order of their first use.</summary>
    protected IReadOnlyCollection<ServiceConnection> Connections => connections.Values;

    /// <summary>The endpoint of the input in progress.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    protected IImageBuilder Service => Connection.Service;

    /// <summary>The settings of the connection, with its region, for connections to other services.</summary>
    /// <exception cref="ConnectionException">There is no region, or a setting is invalid.</exception>
    protected ConnectionSettings Settings => Connection.Settings;

    /// <summary>Works on an earlier input: with the connection that it had.</summary>
    /// <param name="earlier">The connection; null where the input got none.</param>
    /// <param name="work">The work.</param>
    protected void With(ServiceConnection? earlier, Action work)
    {
        var current = connection;
        connection = earlier ?? current;
        try
        {
            work();
        }
        finally
        {
            connection = current;
        }
    }

    private ConnectionSettings InputSettings
    {
        get
        {
            session ??= ReadSession();
            var bound = BoundSettings;
            var settings = session with
            {
                Region = bound.Region ?? session.Region,
                RoleArn = bound.RoleArn,
                ExternalId = bound.ExternalId,
                RoleSessionName = bound.RoleSessionName,
            };
            return bound.ProfileName is { } profile ? settings with { ProfileName = profile, Keys = Credential as IKeySource } : settings;
        }
    }

    private ConnectionSettings BoundSettings => new()
    {
        Region = Text(Region),
        ProfileName = Text(ProfileName),
        RoleArn = Text(RoleArn),
        ExternalId = Text(ExternalId),
        RoleSessionName = Text(RoleSessionName),
    };

    // What does not change from input to input.
    private ConnectionSettings ReadSession()
    {
        var given = new ConnectionSettings
        {
            Region = AwsToolsSession.Region(this),
            EndpointUrl = EndpointUrl ?? ModuleState.UseLocalService(WriteWarning)?.Url,
            AccessKey = AccessKey,
            SecretKey = SecretInputAttribute.Text(SecretKey),
            SessionToken = SecretInputAttribute.Text(SessionToken),
            AllowInsecureEndpoint = AllowInsecureEndpoint,
            Keys = Credential as IKeySource,
        };
        return given is { AccessKey: null, SecretKey: null, SessionToken: null, Keys: null } ? AwsToolsSession.WithCredentials(this, given) : given;
    }

    /// <summary>Writes an object. The profile and the role of a pipeline input go with it, so that the next cmdlet uses them too.</summary>
    /// <param name="value">The object.</param>
    protected new void WriteObject(object? value)
    {
        base.WriteObject(value is null or string or ValueType or PSObject || connection is null ? value : OfConnection(value, connection));
    }

    /// <summary>An object, with the profile and the role of the pipeline input that it is of.</summary>
    /// <param name="value">The object.</param>
    /// <param name="connection">The connection of that input.</param>
    private protected object OfConnection(object value, ServiceConnection connection)
    {
        var used = connection.Settings;
        if (!IsOfInput(used))
            return value;
        var output = PSObject.AsPSObject(value);
        foreach (var (name, text) in new[]
        {
            (nameof(ProfileName), used.ProfileName), (nameof(RoleArn), used.RoleArn), (nameof(ExternalId), used.ExternalId),
            (nameof(RoleSessionName), used.RoleSessionName), (nameof(Region), used.Region),
        })
        {
            if (text is not null && output.Properties[name] is null)
                output.Properties.Add(new PSNoteProperty(name, text));
        }
        return output;
    }

    // Whether a pipeline input named the profile or the role.
    private bool IsOfInput(ConnectionSettings used) =>
        used.ProfileName != (commandLine.ProfileName ?? session?.ProfileName)
        || (used.RoleArn, used.ExternalId, used.RoleSessionName) != (commandLine.RoleArn, commandLine.ExternalId, commandLine.RoleSessionName);

    private ServiceConnection Find(ConnectionSettings settings)
    {
        if (!connections.TryGetValue(settings, out var known))
            connections[settings] = known = new(Connect(settings), settings);
        return known;
    }

    // A region of the pipeline may be that of an AMI, as in decisions of a preview. The ARN says where the resource is.
    private bool TryFollowRegion(string region)
    {
        if (commandLine.Region is not null || Text(Region) is null)
            return false;
        connection = Find(InputSettings with { Region = region });
        return true;
    }

    private IImageBuilder Connect(ConnectionSettings settings)
    {
        var recorder = Recorder;
        // Who presses Tab after this cmdlet is to see what it changed.
        CompletionCache.Shared.Forget();
        // The search for a region may end at the instance metadata, which may never answer.
        var connecting = Task.Run(() => ModuleState.Connect(settings, recorder));
        WaitUnlessStopped(connecting);
        var made = connecting.GetAwaiter().GetResult();
        var role = settings.RoleArn is null ? "" : $", role {Violation.Shown(settings.RoleArn, Violation.LongestNameShown)}";
        WriteVerbose($"Endpoint {made.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, region {made.Region}{role}.");
        return made;
    }

    // An empty cell of a table is no value.
    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
