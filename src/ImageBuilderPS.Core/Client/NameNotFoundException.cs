using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Client;

/// <summary>No resource of the account and region has the name.</summary>
/// <param name="resourceType">The type of resource: <c>lifecycle policy</c>.</param>
/// <param name="name">The name.</param>
/// <param name="region">The region that was searched.</param>
/// <param name="similarNames">Names that exist and are similar.</param>
public sealed class NameNotFoundException(string resourceType, string name, string region, IReadOnlyList<string> similarNames)
    : Exception($"There is no {resourceType} named '{Violation.Shown(name, Violation.LongestNameShown)}' in region {region}." + Question(similarNames))
{
    /// <summary>What to do about it.</summary>
    public const string Action = "Check the name, the region (-Region) and the account.";

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    private static string Question(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $" Did you mean {string.Join(" or ", names.Select(name => $"'{name}'"))}?";
}
