namespace ImageBuilderPS.Client;

/// <summary>Keys that another module keeps, and replaces before they expire.</summary>
public interface IKeySource
{
    /// <summary>The keys that are valid now. It is called for each request, on any thread.</summary>
    /// <exception cref="InvalidOperationException">There are none; the message says why.</exception>
    AccessKeys GetKeys();
}

/// <summary>Keys that sign requests.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="SessionToken">The session token of temporary keys; null for others.</param>
public sealed record AccessKeys(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <summary>The id alone.</summary>
    public override string ToString() => AccessKey;
}
