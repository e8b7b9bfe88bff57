using System.Management.Automation;
using System.Net;
using System.Security;

namespace ImageBuilderPS.Binding;

/// <summary>Accepts a secret as text too, and binds a SecureString, so that errors and records do not contain the text.</summary>
internal sealed class SecretInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? new NetworkCredential("", text).SecurePassword
            : inputData;

    /// <summary>The text of a secret; null when there is none.</summary>
    public static string? Text(SecureString? secret) => secret is null ? null : new NetworkCredential("", secret).Password;
}
