using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Builds a rule of a lifecycle policy.</summary>
[Cmdlet(VerbsCommon.New, "IBLifecyclePolicyDetail", DefaultParameterSetName = ByAge, HelpUri = HelpPages.Folder + "New-IBLifecyclePolicyDetail.md")]
[OutputType(typeof(LifecyclePolicyDetail))]
public sealed class NewIBLifecyclePolicyDetailCommand : PSCmdlet
{
    private const string ByAge = "ByAge";
    private const string ByCount = "ByCount";

    /// <summary>What the rule does: DELETE, DEPRECATE or DISABLE.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailAction), nameof(LifecyclePolicyDetailAction.Type))]
    public string? Action { get; set; }

    /// <summary>The age in units beyond which the rule acts, 1 to 1000.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByAge)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("filter.value")]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Value))]
    public int OlderThan { get; set; }

    /// <summary>The unit of the age: DAYS, WEEKS, MONTHS or YEARS; DAYS by default.</summary>
    [Parameter(Position = 2, ParameterSetName = ByAge)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Unit))]
    public string Unit { get; set; } = LifecyclePolicyTimeUnit.Days;

    /// <summary>How many of the newest images of each recipe version stay whatever their age, 1 to 10.</summary>
    [Parameter(ParameterSetName = ByAge)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("filter.retainAtLeast")]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.RetainAtLeast))]
    public int? RetainAtLeast { get; set; }

    /// <summary>How many of the newest images of each recipe version stay, 1 to 1000; the rule acts on the others.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCount)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("filter.value")]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Value))]
    public int KeepNewest { get; set; }

    /// <summary>Acts on the image's AMIs too.</summary>
    [Parameter]
    public SwitchParameter IncludeAmi { get; set; }

    /// <summary>Acts on the snapshots behind the image's AMIs too.</summary>
    [Parameter]
    public SwitchParameter IncludeSnapshot { get; set; }

    /// <summary>Acts on the image's container images too.</summary>
    [Parameter]
    public SwitchParameter IncludeContainer { get; set; }

    /// <summary>Excludes image resources with any of these tags, and all their outputs.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("exclusionRules.tagMap", typeof(TagMap))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRules), nameof(LifecyclePolicyDetailExclusionRules.TagMap))]
    public TagMap? ExcludeTag { get; set; }

    /// <summary>Excludes AMIs with any of these tags.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("exclusionRules.amis.tagMap", typeof(TagMap))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmis), nameof(LifecyclePolicyDetailExclusionRulesAmis.TagMap))]
    public TagMap? ExcludeAmiTag { get; set; }

    /// <summary>Excludes AMIs in these regions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmis), nameof(LifecyclePolicyDetailExclusionRulesAmis.Regions))]
    public string[]? ExcludeRegion { get; set; }

    /// <summary>Excludes AMIs that are shared with any of these accounts.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmis), nameof(LifecyclePolicyDetailExclusionRulesAmis.SharedAccounts))]
    public string[]? ExcludeSharedAccount { get; set; }

    /// <summary>Excludes public AMIs.</summary>
    [Parameter]
    public SwitchParameter ExcludePublic { get; set; }

    /// <summary>Excludes AMIs that were launched within this many units, 1 to 365.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("exclusionRules.amis.lastLaunched.value")]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched), nameof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched.Value))]
    public int? ExcludeLaunchedWithin { get; set; }

    /// <summary>The unit of -ExcludeLaunchedWithin: DAYS, WEEKS, MONTHS or YEARS; DAYS by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched), nameof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched.Unit))]
    public string ExcludeLaunchedWithinUnit { get; set; } = LifecyclePolicyTimeUnit.Days;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var rule = new RuleChange
        {
            Action = Action,
            OlderThan = ParameterSetName == ByAge ? new(OlderThan) : default,
            Unit = ParameterSetName == ByAge ? new(Unit) : default,
            RetainAtLeast = RetainAtLeast,
            KeepNewest = ParameterSetName == ByCount ? new(KeepNewest) : default,
            IncludeAmi = IncludeAmi.IsPresent,
            IncludeSnapshot = IncludeSnapshot.IsPresent,
            IncludeContainer = IncludeContainer.IsPresent,
            ExcludeTag = ExcludeTag,
            ExcludeAmiTag = ExcludeAmiTag,
            ExcludeRegion = ExcludeRegion,
            ExcludeSharedAccount = ExcludeSharedAccount,
            ExcludePublic = ExcludePublic.IsPresent,
            ExcludeLaunchedWithin = ExcludeLaunchedWithin,
            ExcludeLaunchedWithinUnit = ExcludeLaunchedWithinUnit,
        }.ToRule();
        EnumNormalizer.Normalize(rule);
        WriteObject(rule);
    }
}
