using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Lifecycle;

namespace ImageBuilderPS.Commands;

/// <summary>Tells two lifecycle policies apart: one object for each difference, none when they mean the same.</summary>
[Cmdlet(VerbsData.Compare, "IBLifecyclePolicy")]
[OutputType(typeof(LifecyclePolicyDifference))]
public sealed class CompareIBLifecyclePolicyCommand : PSCmdlet
{
    /// <summary>The policy before: as read, a request, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? ReferenceObject { get; set; }

    /// <summary>The policy after.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? DifferenceObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(
        LifecyclePolicyDiff.Compare(ReferenceObject!.ToPolicy(), DifferenceObject!.ToPolicy()), enumerateCollection: true);
}
