using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Decisions of plans and previews as rows of a report.</summary>
internal static class DecisionRows
{
    /// <summary>The row of a decision of a plan.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="decision">The decision.</param>
    public static LifecycleReportRow From(LifecyclePolicyPlan policy, LifecyclePlanDecision decision) => new()
    {
        Kind = KindOf(decision.Action, decision.Outcome),
        PolicyName = policy.Name,
        Action = decision.Action,
        ActionBefore = decision.ActionBefore,
        IsNew = decision.IsNew,
        At = decision.At,
        ResourceType = decision.ResourceType,
        ResourceId = decision.ResourceId,
        ImageArn = decision.ImageArn,
        AmiId = decision.AmiId,
        Region = decision.Region,
        AccountId = decision.AccountId,
        RecipeName = decision.RecipeName,
        RecipeVersion = decision.RecipeVersion,
        Rule = decision.Rule,
        Reason = decision.Reason,
        Outcome = decision.Outcome,
        Refusal = decision.Refusal,
        UnknownFacts = decision.UnknownFacts,
        InUseBy = decision.InUseBy,
        SizeBytes = decision.SizeBytes,
        MaxMonthlyCost = decision.MaxMonthlyCost,
        IsRecoverable = decision.IsRecoverable,
        RecoverableUntil = decision.RecoverableUntil,
        AgeDays = decision.AgeDays,
        Status = decision.Status,
    };

    /// <summary>The row of a decision of a preview.</summary>
    /// <param name="decision">The decision.</param>
    public static LifecycleReportRow From(LifecycleDecision decision)
    {
        var (action, outcome) = (decision.Action, decision.Outcome);
        return new()
        {
            Kind = KindOf(action, outcome),
            Action = action,
            At = decision.At,
            ResourceType = decision.ResourceType,
            ResourceId = decision.ResourceId,
            ImageArn = decision.ImageArn,
            AmiId = decision.AmiId,
            Region = decision.Region,
            AccountId = decision.AccountId,
            RecipeName = decision.RecipeName,
            RecipeVersion = decision.RecipeVersion,
            Rule = decision.Rule,
            Reason = decision.Reason,
            Outcome = outcome,
            Refusal = decision.Refusal is var refusal && refusal == nameof(RefusalKind.None) ? null : refusal,
            UnknownFacts = decision.UnknownFacts is var facts && facts == nameof(Results.UnknownFacts.None) ? null : facts,
            InUseBy = decision.InUseBy,
            SizeBytes = decision.SizeBytes,
            MaxMonthlyCost = decision.MaxMonthlyCost,
            IsRecoverable = decision.IsRecoverable,
            RecoverableUntil = decision.RecoverableUntil,
            AgeDays = decision.AgeDays,
            Status = decision.Status,
        };
    }

    private static LifecycleEffect KindOf(string? action, string? outcome) => outcome switch
    {
        nameof(LifecycleOutcome.Refused) => LifecycleEffect.Refused,
        nameof(LifecycleOutcome.SharedSnapshot) => LifecycleEffect.SharedSnapshot,
        nameof(LifecycleOutcome.Unmanaged) => LifecycleEffect.Unmanaged,
        _ => action switch
        {
            nameof(LifecycleAction.Delete) => LifecycleEffect.Delete,
            nameof(LifecycleAction.Disable) => LifecycleEffect.Disable,
            nameof(LifecycleAction.Deprecate) => LifecycleEffect.Deprecate,
            nameof(LifecycleAction.Keep) => LifecycleEffect.Keep,
            nameof(LifecycleAction.Skip) => LifecycleEffect.Skip,
            _ => LifecycleEffect.Unknown,
        },
    };
}
