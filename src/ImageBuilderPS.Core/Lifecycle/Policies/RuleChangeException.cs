using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>Why a rule of a policy cannot be changed.</summary>
public enum RuleChangeProblem
{
    /// <summary>The policy has no rule of the action.</summary>
    RuleNotFound,

    /// <summary>What is given is not enough for the rule.</summary>
    RuleIncomplete,

    /// <summary>The policy has more than one rule of the action.</summary>
    SeveralRules,

    /// <summary>The rule is the only one, and a policy has at least one.</summary>
    LastRule,

    /// <summary>The changed rule violates constraints of the API.</summary>
    ConstraintViolation,
}

/// <summary>A rule of a policy cannot be changed as asked.</summary>
/// <param name="policy">The policy; null for a rule outside a policy.</param>
/// <param name="problem">Why.</param>
/// <param name="message">What is wrong.</param>
/// <param name="action">What to do about it.</param>
public sealed class RuleChangeException(UpdateLifecyclePolicyRequest? policy, RuleChangeProblem problem, string message, string action) : Exception(message)
{
    /// <summary>The policy; null for a rule outside a policy.</summary>
    public UpdateLifecyclePolicyRequest? Policy { get; } = policy;

    /// <summary>Why the rule cannot be changed.</summary>
    public RuleChangeProblem Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Action { get; } = action;
}
