namespace ImageBuilderPS.Oracle;

/// <summary>The oracle's decision on one resource, in a form that compares with the evaluator's.</summary>
public sealed record OracleDecision(
    string Action,
    string Type,
    string? Id,
    int? Rule,
    string Because,
    string? RecipeName,
    string? RecipeVersion,
    string? Region,
    bool IsUnmanaged = false,
    string Outcome = "None",
    string Refusal = "None");
