using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>Changes one rule of a lifecycle policy, which the rule's action names.</summary>
/// <remarks>
/// The policy that is given stays as it is. The result is a copy with the date of the read and the members that this module
/// does not know, and without the client token: another request needs another token.
/// </remarks>
public static class RuleEditor
{
    /// <summary>Changes a rule, or adds it where the policy has none of the action and the change has all that a new rule needs.</summary>
    /// <param name="policy">The policy, with its rules; stays as it is.</param>
    /// <param name="change">The change.</param>
    /// <returns>The changed policy, and whether the rule is new.</returns>
    /// <exception cref="RuleChangeException">The policy has no such rule, or more than one, or the rule would not be valid.</exception>
    public static (UpdateLifecyclePolicyRequest Policy, bool IsNew) Set(UpdateLifecyclePolicyRequest policy, RuleChange change)
    {
        var copy = Copy(policy);
        var found = Find(copy, change.Action);
        if (found is { } index)
        {
            change.Apply(copy.PolicyDetails![index]);
        }
        else
        {
            if (!change.IsComplete)
            {
                throw new RuleChangeException(
                    policy, RuleChangeProblem.RuleNotFound, NotFound(policy, change.Action) + " A new rule needs an age or a number of images.",
                    "Add -OlderThan or, for DELETE, -KeepNewest to add such a rule; or correct -Action.");
            }
            copy.PolicyDetails = [.. copy.PolicyDetails ?? [], change.ToRule()];
        }
        EnumNormalizer.Normalize(copy);
        Validate(copy, found ?? copy.PolicyDetails!.Length - 1, change.Action);
        return (copy, found is null);
    }

    /// <summary>Removes a rule.</summary>
    /// <param name="policy">The policy, with its rules; stays as it is.</param>
    /// <param name="action">The rule's action, in any case.</param>
    /// <returns>The changed policy.</returns>
    /// <exception cref="RuleChangeException">The policy has no such rule, or more than one, or no other.</exception>
    public static UpdateLifecyclePolicyRequest Remove(UpdateLifecyclePolicyRequest policy, string? action)
    {
        var copy = Copy(policy);
        if (Find(copy, action) is not { } index)
            throw new RuleChangeException(policy, RuleChangeProblem.RuleNotFound, NotFound(policy, action), "Correct -Action.");
        if (copy.PolicyDetails!.Length == 1)
        {
            throw new RuleChangeException(
                policy, RuleChangeProblem.LastRule, $"The {Label(action)} rule is the only rule of {Name(policy)}, and a policy has 1 to 3 rules.",
                "Disable the policy with Update-IBLifecyclePolicy -Status DISABLED, or remove it with Remove-IBLifecyclePolicy.");
        }
        copy.PolicyDetails = [.. copy.PolicyDetails.Where((_, i) => i != index)];
        return copy;
    }

    private static UpdateLifecyclePolicyRequest Copy(UpdateLifecyclePolicyRequest policy)
    {
        var copy = ContractJson.FromBytes<UpdateLifecyclePolicyRequest>(ContractJson.ToBytes(policy));
        copy.DateUpdated = policy.DateUpdated;
        copy.ClientToken = null;
        return copy;
    }

    private static int? Find(UpdateLifecyclePolicyRequest policy, string? action)
    {
        var rules = policy.PolicyDetails ?? [];
        var found = Enumerable.Range(0, rules.Length).Where(i => (rules[i]?.Action?.Type).EqualsIgnoreCase(action)).ToList();
        return found.Count switch
        {
            0 => null,
            1 => found[0],
            _ => throw new RuleChangeException(
                policy, RuleChangeProblem.SeveralRules, $"There are {found.Count} {Label(action)} rules in {Name(policy)}, and -Action cannot tell which one is meant.",
                "Change policyDetails itself, or pass all rules to Update-IBLifecyclePolicy -PolicyDetail: AWS takes one rule of each action."),
        };
    }

    // Only the changed rule: another one may be the next to be put right.
    private static void Validate(UpdateLifecyclePolicyRequest policy, int index, string? action)
    {
        const string List = "policyDetails";
        var violations = ContractValidator.Validate(policy)
            .Where(violation => violation.Path == List || violation.Path.StartsWith($"{List}[{index}]", StringComparison.Ordinal)).ToList();
        if (violations.Count == 0)
            return;
        throw new RuleChangeException(
            policy, RuleChangeProblem.ConstraintViolation,
            $"The {Label(action)} rule of {Name(policy)} would not be valid: "
                + (violations.Count == 1 ? violations[0].ToString() : $"{violations.Count} violations."
                    + string.Concat(violations.Select((violation, i) => $"\n  ({i + 1}) {violation}"))),
            "Correct what the message names.");
    }

    private static string NotFound(UpdateLifecyclePolicyRequest policy, string? action)
    {
        var rules = (policy.PolicyDetails ?? []).Select(RuleMatch.ActionOf).ToList();
        return $"There is no {Label(action)} rule in {Name(policy)}, only {(rules.Count == 0 ? "an empty list" : string.Join(" and ", rules))}.";
    }

    private static string Name(UpdateLifecyclePolicyRequest policy) => policy.LifecyclePolicyArn is { } arn ? $"policy {Arn.ShortName(arn)}" : "the policy";

    private static string Label(string? action) => action?.ToUpperInvariant() ?? "?";
}
