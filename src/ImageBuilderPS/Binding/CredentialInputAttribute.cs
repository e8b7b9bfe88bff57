using System.Management.Automation;

namespace ImageBuilderPS.Binding;

/// <summary>Accepts credentials as objects of other modules.</summary>
internal sealed class CredentialInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        ContractReader.Bare(inputData) is not { } value ? null
        : CredentialObject.TryRead(value)
            ?? throw new ArgumentTransformationMetadataException(
                $"Got {value.GetType().Name}, expected credentials: of Get-AWSCredential, New-AWSCredential or Use-STSRole, or a PSCredential with the access key id as user name and the secret key as password.");
}
