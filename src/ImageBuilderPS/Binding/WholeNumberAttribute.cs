using System.Management.Automation;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter accept only whole numbers: PowerShell would round 2.5 and convert $true to 1.</summary>
/// <param name="path">The member's JSON name, for errors.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeNumberAttribute(string path) : ArgumentTransformationAttribute
{
    /// <summary>The member's JSON name.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ContractReader.Read(inputData, typeof(int), Path);
}
