using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The AMIs that simulated runs have deregistered: a snapshot is free once no other AMI consists of it.</summary>
internal sealed class DeregisteredAmis
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private string? latest;

    /// <summary>Adds an AMI. Only AMIs that share a snapshot are kept: a snapshot of one AMI is asked for right after it.</summary>
    public void Add(AmiFact fact)
    {
        latest = fact.AmiId;
        foreach (var snapshot in fact.Snapshots ?? [])
        {
            if (snapshot.AmiIds is { Length: > 1 })
            {
                ids.Add(fact.AmiId!);
                return;
            }
        }
    }

    public bool ContainsAll(string[] amiIds)
    {
        foreach (var id in amiIds)
        {
            if (id != latest && !ids.Contains(id))
                return false;
        }
        return true;
    }
}
