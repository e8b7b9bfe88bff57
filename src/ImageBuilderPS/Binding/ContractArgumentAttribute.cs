using System.Management.Automation;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter of a contract type accept hashtables, PSCustomObjects and parsed JSON, at any depth.</summary>
/// <param name="path">The member's JSON name, for errors.</param>
/// <param name="type">The parameter's type.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ContractArgumentAttribute(string path, Type type) : ArgumentTransformationAttribute
{
    /// <summary>The member's JSON name.</summary>
    public string Path { get; } = path;

    /// <summary>The parameter's type.</summary>
    public Type Type { get; } = type;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ContractReader.Read(inputData, Type, Path);
}
