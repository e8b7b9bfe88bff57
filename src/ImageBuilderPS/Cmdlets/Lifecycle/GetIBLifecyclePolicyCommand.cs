using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Reads lifecycle policies: the complete ones by ARN or name, or the summaries of all.</summary>
[Cmdlet(VerbsCommon.Get, "IBLifecyclePolicy", DefaultParameterSetName = ByFilter, HelpUri = HelpPages.Folder + "Get-IBLifecyclePolicy.md")]
[OutputType(typeof(LifecyclePolicy), typeof(LifecyclePolicySummary))]
public sealed class GetIBLifecyclePolicyCommand : ListCmdlet
{
    /// <summary>The policy's ARN; the summaries of all policies by default.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ApiMember(typeof(GetLifecyclePolicyRequest), nameof(GetLifecyclePolicyRequest.LifecyclePolicyArn))]
    [TextInput(TakesList = true)]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <summary>The policy's name, or a pattern of names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByArn)
            WriteComplete(LifecyclePolicyArn!);
        else if (ParameterSetName == ByName)
            WriteNamed(Name!, FindLifecyclePolicyArn, ListLifecyclePolicyNames);
        else
            WriteListed(ListFirst<ListLifecyclePoliciesResponse, LifecyclePolicySummary>(new ListLifecyclePoliciesRequest { Filters = Filter }), policy => policy.Arn);
    }

    /// <inheritdoc/>
    protected override object? Read(string arn) => ReadLifecyclePolicy(arn);
}
