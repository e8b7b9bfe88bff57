namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>How many resources of a rule, recipe version, account and region get the same action.</summary>
public sealed class LifecycleSummaryRow
{
    internal LifecycleSummaryRow(in ResourceDecision decision)
    {
        Kind = (decision.Action, decision.ResourceType);
        Rule = decision.Rule;
        RecipeName = decision.RecipeName;
        RecipeVersion = decision.RecipeVersion;
        AccountId = decision.AccountId;
        Region = decision.Region;
    }

    /// <summary>What the run does, a name of <see cref="LifecycleAction"/>: <c>Delete</c>.</summary>
    public string Action => Kind.Action.ToString();

    /// <summary>What the resources are, a name of <see cref="LifecycleResourceType"/>: <c>Ami</c>.</summary>
    public string ResourceType => Kind.Type.ToString();

    /// <summary>The rule: <c>policyDetails[1] DELETE</c>; null when no rule was evaluated.</summary>
    public string? Rule { get; }

    /// <summary>The recipe's name.</summary>
    public string? RecipeName { get; }

    /// <summary>The recipe's exact version.</summary>
    public string? RecipeVersion { get; }

    /// <summary>The account that owns the resources.</summary>
    public string? AccountId { get; }

    /// <summary>The resources' region.</summary>
    public string? Region { get; }

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them something refers to, as far as is known; AMIs only.</summary>
    public int InUse { get; private set; }

    /// <summary>How many of them stay although the rule acts on them: the run is refused, or another AMI needs the snapshot.</summary>
    public int Refused { get; private set; }

    /// <summary>How many of them are left without an image resource; AMIs only.</summary>
    public int Unmanaged { get; private set; }

    /// <summary>The full size in bytes of the snapshots that are deleted, which is the most that becomes free.</summary>
    public long FreedBytes { get; private set; }

    /// <summary>The most that these snapshots cost in a month, in USD; what becomes free is between nothing and this.</summary>
    public decimal MaxMonthlyCost { get; private set; }

    internal (LifecycleAction Action, LifecycleResourceType Type) Kind { get; }

    internal void Add(in ResourceDecision decision, SnapshotPrices prices)
    {
        Count++;
        if (decision.IsHindered)
            Refused++;
        if (decision.ResourceType == LifecycleResourceType.Ami)
        {
            InUse += decision.Fact?.InUseBy is { Length: > 0 } ? 1 : 0;
            Unmanaged += decision.Outcome == LifecycleOutcome.Unmanaged ? 1 : 0;
        }
        if (decision.FreedBytes is { } bytes)
        {
            FreedBytes += bytes;
            MaxMonthlyCost += decision.MaxMonthlyCost(prices) ?? 0;
        }
    }
}
