using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Output;

/// <summary>Policies in short, for questions and messages.</summary>
internal static class PolicyText
{
    /// <summary>The rules on one line: <c>DELETE by AGE 90 DAYS, DISABLE by AGE 60 DAYS</c>.</summary>
    public static string Rules(LifecyclePolicyDetail[]? details) => string.Join(", ", (details ?? []).Select(rule => $"{rule}"));
}
