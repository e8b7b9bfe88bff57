namespace ImageBuilderPS.Client;

/// <summary>The endpoint, the region and the credentials of a connection. The AWS SDK's default chain finds what is null.</summary>
public sealed record ConnectionSettings
{
    /// <summary>The form of a role's session name. Source: STS's API reference, AssumeRole.</summary>
    public const string RoleSessionNamePattern = @"\A[\w+=,.@-]{2,64}\z";

    /// <summary>The AWS region.</summary>
    public string? Region { get; init; }

    /// <summary>The profile of the AWS configuration files.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The endpoint, in place of the region's own.</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>The access key id.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret access key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The session token of temporary credentials.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Keys that somebody else keeps, in place of profile and given keys.</summary>
    public IKeySource? Keys { get; init; }

    /// <summary>The role that the credentials assume; null for none.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The external id that the role asks for; null for none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The name of the role's session; <c>ImageBuilderPS</c> by default.</summary>
    public string? RoleSessionName { get; init; }

    /// <summary>Whether signed requests may go over plain http to a host that is not this machine; false by default.</summary>
    public bool AllowInsecureEndpoint { get; init; }

    /// <summary>
    /// Whether nothing may take long, for completion: one attempt for each request, and no look at the instance metadata, which may
    /// not answer; false by default.
    /// </summary>
    public bool FailsFast { get; init; }

    /// <summary>The endpoint and the user, without secrets.</summary>
    public override string ToString()
    {
        var place = EndpointUrl is { IsAbsoluteUri: true } url ? url.Authority : Region ?? "default region";
        return $"{place}, {RoleArn ?? ProfileName ?? AccessKey ?? "default credentials"}";
    }
}
