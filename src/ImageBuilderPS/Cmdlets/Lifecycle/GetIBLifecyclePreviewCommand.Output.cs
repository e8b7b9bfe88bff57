using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Lifecycle.Explanation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <content>What a preview writes.</content>
public sealed partial class GetIBLifecyclePreviewCommand
{
    private void WriteRuns(LifecyclePolicy policy, LifecycleSimulation simulation)
    {
        var totals = Timeline ? WriteTimeline(simulation) : Summary ? WriteSummaries(simulation) : WriteDecisions(simulation);
        var name = policy.Arn is null ? null : Arn.ShortName(policy.Arn);
        this.Say(WordWrap.Last((name is null ? "" : name + ": ") + totals.ToLine(), 0));
        if (totals.HasUnknown)
            WriteWarning($"{name ?? "The policy"} {totals}.{(Runs > 1 ? $" These are the totals of {Runs} runs." : "")}");
    }

    private LifecycleTotals WriteDecisions(LifecycleSimulation simulation)
    {
        var totals = new LifecycleTotals(PricePerGBMonth);
        foreach (var decisions in simulation.Decide(account!.Images, time, Runs))
        {
            WriteObject(decisions.Where(decision => IsWanted(decision.Decision.Action)), enumerateCollection: true);
            totals.Add(LifecycleTotals.From(decisions, PricePerGBMonth));
        }
        return totals;
    }

    private LifecycleTotals WriteSummaries(LifecycleSimulation simulation)
    {
        var totals = new LifecycleTotals(PricePerGBMonth);
        foreach (var summary in simulation.Summarize(account!.Images, time, Runs))
        {
            foreach (var row in summary.Rows.Where(row => IsWanted(row.Kind.Action)))
            {
                // The run's time distinguishes the rows of several runs.
                var output = PSObject.AsPSObject(row);
                output.Properties.Add(new PSNoteProperty(nameof(At), summary.At));
                WriteObject(output);
            }
            totals.Add(summary.Totals);
        }
        return totals;
    }

    private LifecycleTotals WriteTimeline(LifecycleSimulation simulation)
    {
        var timeline = simulation.Play(account!.Images, time);
        if (Summary)
            WriteObject(timeline.Calendar, enumerateCollection: true);
        else
            WriteObject(timeline.Rows.Where(row => row.Actions.DefaultIfEmpty(LifecycleAction.Keep).Any(IsWanted)), enumerateCollection: true);
        return timeline.Totals;
    }

    private void WriteExplanation(LifecyclePolicy policy)
    {
        if (account!.Images.FirstOrDefault(image => image.Arn == Explain || HasAmi(image)) is not { } wanted)
        {
            var message = $"There is no image '{Violation.Shown(Explain!, Violation.LongestNameShown)}' among the {account!.Images.Count} images.";
            WriteError(new(new ItemNotFoundException(message), "ImageNotFound", ErrorCategory.ObjectNotFound, Explain)
            {
                ErrorDetails = new(message) { RecommendedAction = "Give the ARN of an image build version as Get-IBImage -All shows it, or the id of an AMI; check region and account." },
            });
            return;
        }
        WriteObject(new LifecycleExplainer(policy, account!.Images, time, account.Facts).Explain(wanted), enumerateCollection: true);
    }

    private bool HasAmi(Image image) => (image.OutputResources?.Amis ?? []).Any(ami => ami?.Image == Explain);

    private bool IsWanted(LifecycleAction action) => Action is not null
        ? Action.Contains(action)
        : !ChangesOnly || action is not (LifecycleAction.Keep or LifecycleAction.Skip);
}
