using System.Management.Automation;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a parameter accept names of checks of a distribution, in any case. Another name is an error.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CheckNamesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ((string[]?)ContractReader.Read(inputData, typeof(string[]), "names"))?.Select(Find).ToArray();

    private static string Find(string name) => DistributeImageChecks.Find(name) ?? throw new ArgumentTransformationMetadataException(
        $"Got '{Violation.Shown(name)}', expected names of checks: {string.Join(", ", DistributeImageChecks.All)}.");
}
