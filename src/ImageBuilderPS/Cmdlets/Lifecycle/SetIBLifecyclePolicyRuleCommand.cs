using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Changes a rule of a lifecycle policy, and writes the policy for Update-IBLifecyclePolicy. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Set, "IBLifecyclePolicyRule", DefaultParameterSetName = ByAge, HelpUri = HelpPages.Folder + "Set-IBLifecyclePolicyRule.md")]
[OutputType(typeof(UpdateLifecyclePolicyRequest))]
public sealed class SetIBLifecyclePolicyRuleCommand : PolicyRuleCmdlet
{
    private const string ByAge = "ByAge";
    private const string ByCount = "ByCount";

    private RuleChange? change;

    /// <summary>The age in units beyond which the rule acts, 1 to 1000. A rule by count becomes one by age.</summary>
    [Parameter(Position = 1, ParameterSetName = ByAge)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("filter.value")]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Value))]
    public int? OlderThan { get; set; }

    /// <summary>The unit of the age: DAYS, WEEKS, MONTHS or YEARS. DAYS for a rule that had no age before.</summary>
    [Parameter(Position = 2, ParameterSetName = ByAge)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Unit))]
    public string? Unit { get; set; }

    /// <summary>How many of the newest images of each recipe version stay whatever their age, 1 to 10; null for none.</summary>
    [Parameter(ParameterSetName = ByAge)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("filter.retainAtLeast")]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.RetainAtLeast))]
    public int? RetainAtLeast { get; set; }

    /// <summary>How many of the newest images of each recipe version stay, 1 to 1000. A rule by age becomes one by count.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByCount)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("filter.value")]
    [ValidateMember(typeof(LifecyclePolicyDetailFilter), nameof(LifecyclePolicyDetailFilter.Value))]
    public int? KeepNewest { get; set; }

    /// <summary>Acts on the image's AMIs too; -IncludeAmi:$false does not.</summary>
    [Parameter]
    public SwitchParameter IncludeAmi { get; set; }

    /// <summary>Acts on the snapshots behind the image's AMIs too; -IncludeSnapshot:$false does not.</summary>
    [Parameter]
    public SwitchParameter IncludeSnapshot { get; set; }

    /// <summary>Acts on the image's container images too; -IncludeContainer:$false does not.</summary>
    [Parameter]
    public SwitchParameter IncludeContainer { get; set; }

    /// <summary>Excludes image resources with any of these tags, and all their outputs; null or empty for none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("exclusionRules.tagMap", typeof(TagMap))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRules), nameof(LifecyclePolicyDetailExclusionRules.TagMap))]
    public TagMap? ExcludeTag { get; set; }

    /// <summary>Excludes AMIs with any of these tags; null or empty for none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("exclusionRules.amis.tagMap", typeof(TagMap))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmis), nameof(LifecyclePolicyDetailExclusionRulesAmis.TagMap))]
    public TagMap? ExcludeAmiTag { get; set; }

    /// <summary>Excludes AMIs in these regions; null or empty for none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ApiMember(typeof(LifecyclePolicyDetailExclusionRulesAmis), nameof(LifecyclePolicyDetailExclusionRulesAmis.Regions))]
    public string[]? ExcludeRegion { get; set; }

    /// <summary>Excludes AMIs that are shared with any of these accounts; null or empty for none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(LifecyclePolicyDetailExclusionRulesAmis), nameof(LifecyclePolicyDetailExclusionRulesAmis.SharedAccounts))]
    public string[]? ExcludeSharedAccount { get; set; }

    /// <summary>Excludes public AMIs; -ExcludePublic:$false does not.</summary>
    [Parameter]
    public SwitchParameter ExcludePublic { get; set; }

    /// <summary>Excludes AMIs that were launched within this many units, 1 to 365; null for none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [WholeNumber("exclusionRules.amis.lastLaunched.value")]
    public int? ExcludeLaunchedWithin { get; set; }

    /// <summary>The unit of -ExcludeLaunchedWithin: DAYS, WEEKS, MONTHS or YEARS. DAYS for a rule that had no such exclusion before.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched), nameof(LifecyclePolicyDetailExclusionRulesAmisLastLaunched.Unit))]
    public string? ExcludeLaunchedWithinUnit { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        change = new()
        {
            Action = Action,
            OlderThan = Given(nameof(OlderThan), OlderThan),
            Unit = Given(nameof(Unit), Unit),
            RetainAtLeast = Given(nameof(RetainAtLeast), RetainAtLeast),
            KeepNewest = Given(nameof(KeepNewest), KeepNewest),
            IncludeAmi = Given(nameof(IncludeAmi), IncludeAmi.IsPresent),
            IncludeSnapshot = Given(nameof(IncludeSnapshot), IncludeSnapshot.IsPresent),
            IncludeContainer = Given(nameof(IncludeContainer), IncludeContainer.IsPresent),
            ExcludeTag = Given(nameof(ExcludeTag), ExcludeTag),
            ExcludeAmiTag = Given(nameof(ExcludeAmiTag), ExcludeAmiTag),
            ExcludeRegion = Given(nameof(ExcludeRegion), ExcludeRegion),
            ExcludeSharedAccount = Given(nameof(ExcludeSharedAccount), ExcludeSharedAccount),
            ExcludePublic = Given(nameof(ExcludePublic), ExcludePublic.IsPresent),
            ExcludeLaunchedWithin = Given(nameof(ExcludeLaunchedWithin), ExcludeLaunchedWithin),
            ExcludeLaunchedWithinUnit = Given(nameof(ExcludeLaunchedWithinUnit), ExcludeLaunchedWithinUnit),
        };
        if (!change.IsEmpty)
            return;
        const string Message = "Nothing but the action was given, so there is nothing to change.";
        ThrowTerminatingError(new(new ArgumentException(Message), "NothingToChange", ErrorCategory.InvalidArgument, null)
        {
            ErrorDetails = new(Message) { RecommendedAction = "Give what the rule is to have, such as -OlderThan 30." },
        });
    }

    /// <inheritdoc/>
    protected override UpdateLifecyclePolicyRequest Change(UpdateLifecyclePolicyRequest policy)
    {
        var (changed, isNew) = RuleEditor.Set(policy, change!);
        if (isNew)
            WriteVerbose($"{(policy.LifecyclePolicyArn is { } arn ? Arn.ShortName(arn) : "The policy")}: there was no {Action!.ToUpperInvariant()} rule; it was added.");
        return changed;
    }

    private Optional<T> Given<T>(string parameter, T value) => MyInvocation.BoundParameters.ContainsKey(parameter) ? new(value) : default;
}
