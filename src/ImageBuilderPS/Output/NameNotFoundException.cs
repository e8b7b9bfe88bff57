using System.Management.Automation;

namespace ImageBuilderPS.Output;

/// <summary>A name that no resource of the account and region has.</summary>
/// <param name="kind">What was looked for: <c>lifecycle policy</c>.</param>
/// <param name="name">The name.</param>
/// <param name="region">The region that was asked.</param>
/// <param name="near">Names that are like it.</param>
public sealed class NameNotFoundException(string kind, string name, string region, IReadOnlyList<string> near)
    : Exception($"There is no {kind} named '{name}' in region {region}." + Question(near))
{
    private const string Action = "Check the name, the region (-Region) and the account.";

    /// <summary>The failure as PowerShell's error record; its target is the name.</summary>
    public ErrorRecord ToRecord() => new(this, "NameNotFound", ErrorCategory.ObjectNotFound, name)
    {
        ErrorDetails = new(Message) { RecommendedAction = Action },
    };

    private static string Question(IReadOnlyList<string> near) =>
        near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?";
}
