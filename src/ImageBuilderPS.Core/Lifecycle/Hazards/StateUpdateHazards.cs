using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Hazards;

/// <summary>Finds the hazards of a manual state update: AMIs in use that it deletes or disables, and AMIs that it is refused.</summary>
public static class StateUpdateHazards
{
    /// <summary>The hazards of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="image">The image that it changes.</param>
    /// <param name="facts">What EC2 knows of the image's AMIs.</param>
    /// <param name="at">The time of the update.</param>
    public static IReadOnlyList<AmiHazard> Find(StartResourceStateUpdateRequest request, Image image, AmiFactIndex facts, DateTimeOffset at)
    {
        LifecycleAction? action = ImageStatusInfo.PhaseOf(request.State?.Status) switch
        {
            ImagePhase.Deleted => LifecycleAction.Delete,
            ImagePhase.Disabled => LifecycleAction.Disable,
            ImagePhase.Deprecated => LifecycleAction.Deprecate,
            _ => null,
        };
        if (action is null || image.OutputResources?.Amis is not { } amis)
            return [];
        var exclusions = AmiExclusions.Create(request.ExclusionRules?.Amis);
        var window = exclusions?.LastLaunched?.Before(at) ?? default;
        var hazards = new List<AmiHazard>();
        foreach (var ami in amis.Where(ami => ami is not null))
        {
            var known = new KnownAmi(ami, facts.Find(ami));
            if (request.IncludeResources?.Amis is not true)
            {
                // A deleted image resource leaves its AMIs behind.
                if (action == LifecycleAction.Delete && !known.IsGone)
                    hazards.Add(new(ami.Image, ami.Region, "left unmanaged: only its image resource is deleted"));
                continue;
            }
            if (exclusions?.Match(known, window, out _, out _) is { } kind && kind != ReasonKind.None)
                continue;
            var expected = OutputExpectations.OfAmi(action.Value, known);
            if (expected.Outcome == LifecycleOutcome.Refused)
                hazards.Add(new(ami.Image, ami.Region, ReasonText.DescribeRefusal(expected.Refusal, ami.AccountId, known.Fact!)));
            else if (action != LifecycleAction.Deprecate && AmiHazard.OfUse(ami.Image, ami.Region, known.Fact) is { } use)
                hazards.Add(use);
        }
        return hazards;
    }
}
