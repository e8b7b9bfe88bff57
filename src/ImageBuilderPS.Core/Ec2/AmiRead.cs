using ImageBuilderPS.Api;

namespace ImageBuilderPS.Ec2;

/// <summary>An AMI during the read of its facts. Safe for many threads.</summary>
/// <param name="fact">The fact that is filled.</param>
/// <param name="isOwnerKnown">Whether the account of the fact is known to own the AMI.</param>
internal sealed class AmiRead(AmiFact fact, bool isOwnerKnown)
{
    private readonly List<AmiFactProblem> problems = [];
    private int unfinished;

    public AmiFact Fact => fact;

    public string Id => fact.AmiId!;

    public bool IsOwnerKnown => isOwnerKnown;

    /// <summary>How EC2 describes it; null when it is gone, and when that is unknown.</summary>
    public Ec2Image? Image { get; private set; }

    /// <summary>How many reads have to end before the AMI counts as done.</summary>
    public void Expect(int reads) => unfinished = reads;

    /// <summary>Whether the read that ended was the last one.</summary>
    public bool EndsWithThis() => Interlocked.Decrement(ref unfinished) == 0;

    /// <summary>Takes EC2's description.</summary>
    /// <param name="image">The description.</param>
    /// <param name="accountId">The account that was asked; null when unknown.</param>
    public void Describe(Ec2Image image, string? accountId)
    {
        Image = image;
        fact.AccountId = image.OwnerId ?? fact.AccountId;
        fact.Name = image.Name;
        fact.State = image.State;
        fact.Tags = image.Tags;
        fact.LastLaunchedTime = image.LastLaunchedTime;
        // Only the owner sees launches.
        fact.HasNeverLaunched = image.LastLaunchedTime is not null ? false : image.OwnerId == accountId ? true : null;
        fact.DeprecationTime = image.DeprecationTime;
        fact.DeregistrationProtection = image.DeregistrationProtection;
        fact.IsPublic = image.IsPublic;
        // EC2 ends all sharing when it disables an AMI.
        if (fact.IsDisabled)
            (fact.IsPublic, fact.SharedAccounts, fact.SharedOrganizations) = (false, [], []);
    }

    /// <summary>Everything is known about an AMI that does not exist: it has nothing.</summary>
    public void MarkGone()
    {
        Image = null;
        fact.State = AmiFact.Deregistered;
        fact.IsPublic = false;
        (fact.SharedAccounts, fact.SharedOrganizations) = ([], []);
        fact.Tags = [];
        fact.HasNeverLaunched = true;
        fact.DeregistrationProtection = AmiFact.Unprotected;
        fact.Snapshots = [];
        fact.InUseBy = [];
        fact.RecycleBinDays = 0;
    }

    public void AddProblem(AmiFactProblem problem)
    {
        lock (problems)
        {
            if (problems.TrueForAll(known => known.Permission != problem.Permission || known.Message != problem.Message))
                problems.Add(problem);
        }
    }

    /// <summary>The fact with its problems.</summary>
    public AmiFact Complete()
    {
        if (problems.Count > 0)
            fact.Problems = [.. problems.OrderBy(problem => problem.Permission, StringComparer.Ordinal).ThenBy(problem => problem.Message, StringComparer.Ordinal)];
        return fact;
    }
}
