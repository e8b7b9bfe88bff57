using System.Management.Automation;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter accept a time as an object or as ISO 8601 text; text without a zone is UTC. Numbers are rejected.</summary>
/// <param name="path">The parameter's name, for errors.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeArgumentAttribute(string path) : ArgumentTransformationAttribute
{
    /// <summary>The parameter's name, for errors.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // 2030 probably means a year, but would be read as seconds since 1970.
        if (ContractReader.Bare(inputData) is int or long or double or decimal)
            throw new ArgumentTransformationMetadataException($"{Path}: got {inputData}, expected an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
        return ContractReader.Read(inputData, typeof(DateTimeOffset), Path);
    }
}
