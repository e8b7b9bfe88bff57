namespace ImageBuilderPS.Client;

/// <summary>The endpoint, the region and the credentials of a connection. The AWS SDK's default chain finds what is null.</summary>
public sealed record ConnectionSettings
{
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

    /// <summary>Whether signed requests may go over plain http to a host that is not this machine; false by default.</summary>
    public bool AllowInsecureEndpoint { get; init; }

    /// <summary>The endpoint and the user, without secrets.</summary>
    public override string ToString()
    {
        var place = EndpointUrl is { IsAbsoluteUri: true } url ? url.Authority : Region ?? "default region";
        return $"{place}, {ProfileName ?? AccessKey ?? "default credentials"}";
    }
}
