using System.Management.Automation;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter accept a duration as a time span or as text. Numbers are rejected: PowerShell would take 30 as 30 ticks.</summary>
/// <param name="path">The parameter's name, for errors.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationArgumentAttribute(string path) : ArgumentTransformationAttribute
{
    /// <summary>The parameter's name, for errors.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = ContractReader.Bare(inputData);
        var duration = given switch
        {
            TimeSpan span when span >= TimeSpan.Zero => span,
            string text => DurationText.Find(text),
            _ => null,
        };
        return duration ?? throw new ArgumentTransformationMetadataException($"{Path}: got {PlainValue.Describe(given)}, expected {DurationText.Expected}.");
    }
}
