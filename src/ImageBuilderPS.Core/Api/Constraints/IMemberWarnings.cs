namespace ImageBuilderPS.Api.Constraints;

/// <summary>A type that finds combinations of members which the service accepts but which are likely a mistake.</summary>
internal interface IMemberWarnings
{
    /// <summary>One sentence each, with its JSON path.</summary>
    IEnumerable<string> Warnings();
}
