using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Hazards;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>What an update changes in a lifecycle policy, and what it begins to delete.</summary>
/// <param name="request">The update.</param>
/// <param name="live">The policy as it is; null when it could not be read.</param>
public sealed class PolicyUpdate(UpdateLifecyclePolicyRequest request, LifecyclePolicy? live)
{
    /// <summary>The update.</summary>
    public UpdateLifecyclePolicyRequest Request => request;

    /// <summary>The differences to the policy as it is; null when it could not be read.</summary>
    public IReadOnlyList<LifecyclePolicyDifference>? Differences { get; } =
        live is null ? null : LifecyclePolicyDiff.Compare(live, request.ToPolicy());

    /// <summary>Whether the policy is known to be the same afterwards.</summary>
    public bool IsEmpty => Differences is { Count: 0 };

    /// <summary>Whether no run takes place after the update.</summary>
    public bool Disables => request.Status.EqualsIgnoreCase(LifecyclePolicyStatus.Disabled);

    /// <summary>What the update starts or deletes without a word in it that says so; null when nothing.</summary>
    public string? Warning
    {
        get
        {
            var deletion = DeletionWarning.Of(live, request.ToPolicy());
            if (request.Status is not null || !(live?.Status).EqualsIgnoreCase(LifecyclePolicyStatus.Disabled))
                return deletion;
            return $"{live?.Arn} is DISABLED and this update has no status, which enables it; -Status DISABLED keeps it disabled. {deletion}".TrimEnd();
        }
    }

    /// <summary>Counts what the next run would do, before and after the update.</summary>
    /// <param name="images">The account's images.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="facts">What EC2 knows of the AMIs; null when it was not asked.</param>
    /// <returns>
    /// One row for each action and type of resource; Before is null when the policy could not be read.
    /// </returns>
    /// <exception cref="ArgumentException">A policy cannot be evaluated; the message has the JSON path.</exception>
    public IReadOnlyList<(LifecycleAction Action, LifecycleResourceType Type, int? Before, int After)> CompareNextRun(
        IReadOnlyList<Image> images, DateTimeOffset at, AmiFactIndex? facts = null)
    {
        var before = live is null ? null : new LifecycleEvaluator(live).Summarize(images, at, facts);
        var after = new LifecycleEvaluator(request.ToPolicy()).Summarize(images, at, facts);
        return
        [
            .. (before?.Rows ?? []).Concat(after.Rows).Select(row => row.Kind).Distinct().OrderBy(kind => kind)
                .Select(kind => (kind.Action, kind.Type, before?.Count(kind.Action, kind.Type), after.Count(kind.Action, kind.Type))),
        ];
    }

    /// <summary>The AMIs in use that the next run after the update deletes or disables, those that it is refused, and the totals of that run.</summary>
    /// <param name="images">The account's images.</param>
    /// <param name="at">The time of the run.</param>
    /// <param name="facts">What EC2 knows of the AMIs.</param>
    /// <exception cref="ArgumentException">The policy cannot be evaluated; the message has the JSON path.</exception>
    public RunHazards FindHazards(IReadOnlyList<Image> images, DateTimeOffset at, AmiFactIndex facts)
    {
        var found = new RunHazards();
        new LifecycleEvaluator(request.ToPolicy()).Run(images, at, found, facts);
        return found;
    }
}
