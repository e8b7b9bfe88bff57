using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What a run may do to AMIs and snapshots, by EC2's facts and by the managed policy of its execution role.</summary>
/// <remarks>
/// Sources: Image Builder's lifecycle sample (AWS's managed policy EC2ImageBuilderLifecycleExecutionPolicy, the role in
/// other accounts); user guide, how lifecycle policy execution works; EC2's API reference. An execution role of another
/// policy may do more or less.
/// </remarks>
internal static class OutputExpectations
{
    public const string CreatedBy = "CreatedBy";
    public const string DeprecatedBy = "DeprecatedBy";
    public const string ImageBuilder = "EC2 Image Builder";
    private const string Available = "available";

    /// <summary>What becomes of an action on an AMI.</summary>
    /// <param name="action">DEPRECATE, DISABLE or DELETE.</param>
    /// <param name="known">The AMI, and its facts.</param>
    public static Expectation OfAmi(LifecycleAction action, KnownAmi known)
    {
        // A resource that has the state already, or is gone, counts as done. Image Builder knows its own record, and sees EC2's through the role.
        if (known.IsMissing || ImageStatusInfo.IsDone(known.Ami.State?.Status, ResourceDecision.StatusOf(action)!))
            return Expectation.Success;
        if (known.Fact is not { } fact)
            return Expectation.Unknown;
        var isRoleUnknown = fact.IsOfOtherAccount && fact.HasLifecycleRole is null;
        if (fact.IsOfOtherAccount && fact.HasLifecycleRole == false)
            return Expectation.Refused(RefusalKind.NoCrossAccountRole);
        var isDone = fact.IsGone || (action == LifecycleAction.Disable && fact.IsDisabled);
        if (!isDone)
        {
            if (fact.Tags is { } tags && !IsTagged(tags))
                return Expectation.Refused(RefusalKind.NoCreatedByTag);
            if (action == LifecycleAction.Delete && fact.IsProtected == true)
                return Expectation.Refused(RefusalKind.DeregistrationProtection);
            if (action == LifecycleAction.Disable && fact.State is not (null or Available))
                return Expectation.Refused(RefusalKind.AmiState);
        }
        var isKnown = isDone || (fact.Tags is not null && action switch
        {
            LifecycleAction.Delete => fact.IsProtected is not null,
            LifecycleAction.Disable => fact.State is not null,
            _ => true,
        });
        return isKnown && !isRoleUnknown ? Expectation.Success : Expectation.Unknown;
    }

    /// <summary>What becomes of the deletion of a snapshot, which follows that of its AMI.</summary>
    /// <param name="ami">What becomes of its AMI.</param>
    /// <param name="snapshot">The snapshot's facts; null when there are none.</param>
    /// <param name="deregistered">The AMIs that the runs have deregistered so far.</param>
    public static Expectation OfSnapshot(Expectation ami, AmiSnapshot? snapshot, DeregisteredAmis deregistered)
    {
        if (ami.Outcome == LifecycleOutcome.Refused)
            return Expectation.Refused(RefusalKind.AmiStays);
        if (snapshot?.Tags is { } tags && !IsTagged(tags))
            return Expectation.Refused(RefusalKind.NoCreatedByTag);
        if (ami.Outcome != LifecycleOutcome.Success || snapshot?.AmiIds is not { } users)
            return Expectation.Unknown;
        return deregistered.ContainsAll(users) switch
        {
            false => new(LifecycleOutcome.SharedSnapshot),
            true when snapshot.Tags is not null => Expectation.Success,
            _ => Expectation.Unknown,
        };
    }

    private static bool IsTagged(TagMap tags) => tags.TryGetValue(CreatedBy, out var creator) && creator == ImageBuilder;
}
