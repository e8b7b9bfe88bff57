namespace ImageBuilderPS.Aws.Settings;

/// <summary>The connection that settings, environment and profile define together. Equal plans share a client.</summary>
/// <param name="Region">The region that calls are signed for.</param>
/// <param name="Endpoint">The URL that calls go to.</param>
/// <param name="IsCustomEndpoint">Whether the endpoint was configured; otherwise it is derived from the region.</param>
/// <param name="Credentials">The source of the credentials that sign.</param>
/// <param name="MaxErrorRetry">The maximum number of retries of a call.</param>
internal sealed record ConnectionPlan(
    string Region,
    Uri Endpoint,
    bool IsCustomEndpoint,
    CredentialSource Credentials,
    int MaxErrorRetry)
{
    /// <summary>The timeout of one attempt: 30 s, longer than any response of the service takes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether nothing may take long; false by default.</summary>
    public bool FailsFast { get; init; }

    /// <summary>The endpoint without the secret parts of a URL, such as a password.</summary>
    public string Shown => Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
}
