using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Reads lifecycle policies: by ARN as a whole, or all in short.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecyclePolicy", DefaultParameterSetName = ByFilter)]
[OutputType(typeof(LifecyclePolicy), typeof(LifecyclePolicySummary))]
public sealed class GetIBLifecyclePolicyCommand : ListCmdlet
{
    private const string ByArn = "ByArn";

    /// <summary>The policy's ARN; all policies, in short, when left out.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ValidateMember(typeof(GetLifecyclePolicyRequest), nameof(GetLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <summary>Reads each listed policy in whole, with a call for each.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByArn)
        {
            Read(LifecyclePolicyArn!);
            return;
        }
        var request = new ListLifecyclePoliciesRequest { Filters = Filter };
        foreach (var summary in ListFirst<ListLifecyclePoliciesResponse, LifecyclePolicySummary>(request))
        {
            if (Detail)
                Read([summary.Arn!]);
            else
                WriteObject(summary);
        }
    }

    private void Read(IEnumerable<string> arns)
    {
        foreach (var arn in arns)
        {
            if (Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = arn })?.LifecyclePolicy is { } policy)
                WriteObject(policy);
        }
    }
}
