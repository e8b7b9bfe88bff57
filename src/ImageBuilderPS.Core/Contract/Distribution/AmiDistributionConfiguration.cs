using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>How an AMI is copied to one region and who may launch it.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class AmiDistributionConfiguration : ExtensibleShape
{
    /// <summary>The template of the AMI's name, 3 to 127 characters, which holds <c>{{ imagebuilder:buildDate }}</c>. The service takes a name of its own when it is left out.</summary>
    [AmiNameString]
    public string? Name { get; set; }

    /// <summary>The AMI's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Accounts that get a copy of their own, 1 to 1536.</summary>
    [AccountList]
    public string[]? TargetAccountIds { get; set; }

    /// <summary>Tags for the AMI.</summary>
    [TagMap]
    public TagMap? AmiTags { get; set; }

    /// <summary>The ARN of the KMS key that encrypts the copy, or of an alias; anything shorter names a key of the source account.</summary>
    [NonEmptyString]
    public string? KmsKeyId { get; set; }

    /// <summary>Who may launch the AMI.</summary>
    public LaunchPermissionConfiguration? LaunchPermission { get; set; }

    /// <summary>The name of the AMIs.</summary>
    public override string ToString() => $"{Name}";
}
