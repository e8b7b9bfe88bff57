namespace ImageBuilderPS.Aws.Settings;

/// <summary>What settings, environment and profile come to. Equal plans may share a client.</summary>
/// <param name="Region">The region that calls are signed for.</param>
/// <param name="Endpoint">Where calls go.</param>
/// <param name="IsCustomEndpoint">Whether the endpoint was given rather than derived from the region.</param>
/// <param name="Credentials">Whose credentials sign.</param>
/// <param name="MaxErrorRetry">How often a call is sent again, at the most.</param>
internal sealed record ConnectionPlan(
    string Region,
    Uri Endpoint,
    bool IsCustomEndpoint,
    CredentialSource Credentials,
    int MaxErrorRetry)
{
    /// <summary>How long one attempt may take: 30 s, which is more than an answer of the service ever takes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The endpoint without what a URL can hide, such as a password.</summary>
    public string Shown => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
}
