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
    /// <summary>The policy's ARN; all policies, in short, when left out.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ValidateMember(typeof(GetLifecyclePolicyRequest), nameof(GetLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByArn)
            WriteWhole(LifecyclePolicyArn!);
        else
            WriteListed(ListFirst<ListLifecyclePoliciesResponse, LifecyclePolicySummary>(new ListLifecyclePoliciesRequest { Filters = Filter }), policy => policy.Arn);
    }

    /// <inheritdoc/>
    protected override object? Read(string arn) =>
        Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = arn })?.LifecyclePolicy;
}
