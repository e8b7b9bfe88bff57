using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Reads lifecycle policies: by ARN as a whole, or all in short.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecyclePolicy")]
[OutputType(typeof(LifecyclePolicy), typeof(LifecyclePolicySummary))]
public sealed class GetIBLifecyclePolicyCommand : ImageBuilderCmdlet
{
    /// <summary>The policy's ARN; all policies, in short, when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ValidateMember(typeof(GetLifecyclePolicyRequest), nameof(GetLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (LifecyclePolicyArn is null)
        {
            WriteObject(List<ListLifecyclePoliciesResponse, LifecyclePolicySummary>(new ListLifecyclePoliciesRequest()), enumerateCollection: true);
            return;
        }
        foreach (var arn in LifecyclePolicyArn)
        {
            if (Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = arn })?.LifecyclePolicy is { } policy)
                WriteObject(policy);
        }
    }
}
