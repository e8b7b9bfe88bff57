using System.Management.Automation;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Facts that were read before: objects as Get-IBImageFact writes them, parsed JSON, files that it saved, or plans, which
/// keep the facts about what they change.
/// </summary>
/// <param name="cmdlet">The cmdlet, whose location counts for paths.</param>
internal sealed class AmiFactInput(PSCmdlet cmdlet)
{
    /// <summary>What is being read: a file's path, or the parameter.</summary>
    public string Source { get; private set; } = "-Fact";

    /// <summary>Reads facts.</summary>
    /// <param name="items">Facts, objects with their members, plans, or paths of files.</param>
    /// <exception cref="ArgumentTransformationMetadataException">An object is not a fact.</exception>
    public IReadOnlyList<AmiFact> Read(object?[] items)
    {
        var facts = new List<AmiFact>();
        for (var i = 0; i < items.Length; i++)
        {
            var held = ContractReader.Bare(items[i]);
            if (held is FileInfo file)
                facts.AddRange(ReadFile(file.FullName));
            else if (held is string path)
                facts.AddRange(FilePaths.Existing(cmdlet, path).SelectMany(ReadFile));
            else if (held is LifecyclePlan plan)
                facts.AddRange(plan.Facts ?? []);
            else
                facts.Add(ReadObject(items[i], $"facts[{i}]"));
        }
        return facts;
    }

    private IReadOnlyList<AmiFact> ReadFile(string path)
    {
        Source = path;
        var text = FilePaths.ReadText(path);
        return LifecyclePlanDocument.IsPlan(text) ? LifecyclePlanDocument.Read(text).Facts ?? [] : AmiFactDocument.Read(text).Facts!;
    }

    private AmiFact ReadObject(object? item, string path)
    {
        Source = "-Fact";
        var fact = ContractReader.Bare(item) as AmiFact ?? ContractReader.Read(item, typeof(AmiFact), path, loosely: true) as AmiFact;
        return fact?.AmiId is null
            ? throw new ArgumentTransformationMetadataException($"{path}.amiId: got nothing, expected the id of an AMI.")
            : fact;
    }
}
