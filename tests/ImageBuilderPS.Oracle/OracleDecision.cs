using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Oracle;

/// <summary>What the oracle says of one resource, in words that compare with the evaluator's.</summary>
public sealed record OracleDecision(
    string Action, string Type, string? Id, int? Rule, string Because, string? RecipeName, string? RecipeVersion, string? Region, bool IsUnmanaged = false);
