namespace ImageBuilderPS.Client;

/// <summary>Whose credentials calls are made with.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Arn">The user, or the role's session.</param>
/// <remarks>Source: STS API reference, GetCallerIdentity.</remarks>
public sealed record CallerIdentity(string AccountId, string? Arn);
