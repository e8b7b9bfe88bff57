using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Compares two lifecycle policies: one object for each difference, none when they mean the same.</summary>
[Cmdlet(VerbsData.Compare, "IBLifecyclePolicy", HelpUri = HelpPages.Folder + "Compare-IBLifecyclePolicy.md")]
[OutputType(typeof(LifecyclePolicyDifference))]
public sealed class CompareIBLifecyclePolicyCommand : ImageBuilderCmdlet
{
    private UpdateLifecyclePolicyRequest? reference;

    /// <summary>The policy before: as read or as listed, a request, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? ReferenceObject { get; set; }

    /// <summary>The policy after.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? DifferenceObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        reference ??= Complete(ReferenceObject!);
        var difference = Complete(DifferenceObject!);
        WriteObject(LifecyclePolicyDiff.Compare(reference.ToPolicy(), difference.ToPolicy()), enumerateCollection: true);
    }
}
