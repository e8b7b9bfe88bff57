namespace ImageBuilderPS.Api.Constraints;

/// <summary>A type with rules between its members, beyond what one member's attributes can say.</summary>
internal interface IMemberRules
{
    /// <summary>The rules that are broken.</summary>
    /// <param name="path">The JSON path of this object; empty for a request.</param>
    IEnumerable<Violation> BrokenRules(string path);
}
