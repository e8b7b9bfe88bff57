using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Ec2;

/// <summary>Facts by AMI, for a preview. Where an AMI has several, the last one read counts.</summary>
public sealed class AmiFactIndex
{
    private readonly Dictionary<string, AmiFact> facts = new(StringComparer.Ordinal);

    /// <summary>An index of facts.</summary>
    /// <param name="facts">The facts; those without an AMI id are left out.</param>
    public AmiFactIndex(IEnumerable<AmiFact> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.AmiId is { } id && !(this.facts.TryGetValue(id, out var known) && known.ReadAt > fact.ReadAt))
                this.facts[id] = fact;
        }
    }

    /// <summary>The facts of an AMI; null when there are none.</summary>
    /// <param name="ami">The AMI, by its id and region.</param>
    public AmiFact? Find(Ami ami) =>
        ami.Image is { } id && facts.TryGetValue(id, out var fact) && (fact.Region is null || ami.Region is null || fact.Region.EqualsIgnoreCase(ami.Region))
            ? fact
            : null;
}
