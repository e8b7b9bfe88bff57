using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The AMIs that simulated runs have deregistered: a snapshot is free once no other AMI consists of it.</summary>
internal sealed class DeregisteredAmis
{
    private readonly Dictionary<string, bool> certain = new(StringComparer.Ordinal);
    private string? latest;

    /// <summary>Adds an AMI. Only those that may share a snapshot are kept: a snapshot of one AMI is asked for right after it.</summary>
    /// <param name="amiId">The AMI's id.</param>
    /// <param name="fact">Its facts; null when there are none.</param>
    /// <param name="isCertain">Whether it is certainly deregistered, and not only perhaps.</param>
    public void Add(string amiId, AmiFact? fact, bool isCertain)
    {
        latest = isCertain ? amiId : null;
        if (MayShare(fact))
            certain[amiId] = isCertain || (certain.TryGetValue(amiId, out var before) && before);
    }

    /// <summary>Whether all of the AMIs are deregistered; null when that is unknown of one, and certain of the others.</summary>
    public bool? ContainsAll(string[] amiIds)
    {
        bool? all = true;
        foreach (var id in amiIds)
        {
            if (id == latest)
                continue;
            if (!certain.TryGetValue(id, out var isCertain))
                return false;
            if (!isCertain)
                all = null;
        }
        return all;
    }

    private static bool MayShare(AmiFact? fact)
    {
        if (fact?.Snapshots is not { } snapshots)
            return true;
        foreach (var snapshot in snapshots)
        {
            if (snapshot.AmiIds is not { Length: <= 1 })
                return true;
        }
        return false;
    }
}
