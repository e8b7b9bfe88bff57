namespace ImageBuilderPS.Api.Constraints;

/// <summary>A type with rules between its members, which the attributes of one member cannot express.</summary>
internal interface IMemberRules
{
    /// <summary>The violations of these rules.</summary>
    /// <param name="path">The JSON path of this object; empty for a request.</param>
    IEnumerable<Violation> BrokenRules(string path);
}
