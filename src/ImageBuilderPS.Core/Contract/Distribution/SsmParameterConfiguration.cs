using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>An SSM parameter that takes the new AMI's id.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class SsmParameterConfiguration : ExtensibleShape
{
    /// <summary>The account whose AMI is meant.</summary>
    [AccountId]
    public string? AmiAccountId { get; set; }

    /// <summary>The parameter.</summary>
    [ApiRequired, SsmParameterName]
    public string? ParameterName { get; set; }

    /// <summary>The parameter's data type.</summary>
    [OneOf(typeof(SsmParameterDataType))]
    public string? DataType { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => $"{ParameterName}";
}
