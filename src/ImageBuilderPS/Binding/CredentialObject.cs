using System.Management.Automation;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Credentials of another module, known by their visible members: AWS.Tools has an AWS SDK of its own, whose types are not
/// those of this module.
/// </summary>
internal sealed class CredentialObject : IKeySource
{
    private readonly object value;
    private readonly Func<object, AccessKeys?> read;

    private CredentialObject(object value, Func<object, AccessKeys?> read) => (this.value, this.read) = (value, read);

    /// <summary>Reads an object.</summary>
    /// <param name="value">A PSCredential, credentials of an AWS SDK, keys, or a response that has them.</param>
    /// <returns>Null where it is none of these.</returns>
    public static CredentialObject? TryRead(object value) => value switch
    {
        CredentialObject known => known,
        PSCredential => new(value, Read),
        _ when value.GetType().GetMethod("GetCredentials", Type.EmptyTypes) is not null => new(value, Ask),
        _ when ReadKeys(value) is not null => new(value, ReadKeys),
        _ when Member(value, "Credentials") is { } inner && inner != value => TryRead(inner),
        _ => null,
    };

    /// <inheritdoc/>
    public AccessKeys GetKeys() => read(value)
        ?? throw new InvalidOperationException($"The object of type {value.GetType().Name} has no keys");

    // The same object means the same credentials, and so the same connection.
    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CredentialObject other && ReferenceEquals(value, other.value);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);

    /// <summary>No secret.</summary>
    public override string ToString() => value.GetType().Name;

    private static AccessKeys Read(object value)
    {
        var given = (PSCredential)value;
        return new(given.UserName, given.GetNetworkCredential().Password, null);
    }

    private static AccessKeys? Ask(object value) =>
        value.GetType().GetMethod("GetCredentials", Type.EmptyTypes)!.Invoke(value, null) is { } keys ? ReadKeys(keys) : null;

    // ImmutableCredentials of the SDK have AccessKey, SecretKey and Token; those of STS have the longer names.
    private static AccessKeys? ReadKeys(object value) =>
        (Text(value, "AccessKeyId") ?? Text(value, "AccessKey")) is { } access && (Text(value, "SecretAccessKey") ?? Text(value, "SecretKey")) is { } secret
            ? new(access, secret, Text(value, "SessionToken") ?? Text(value, "Token"))
            : null;

    private static string? Text(object value, string name) => Member(value, name) as string is { Length: > 0 } text ? text : null;

    private static object? Member(object value, string name) => value is System.Collections.IDictionary table
        ? ContractReader.Bare(table[name])
        : ContractReader.Bare(PSObject.AsPSObject(value).Properties[name]?.Value);
}
