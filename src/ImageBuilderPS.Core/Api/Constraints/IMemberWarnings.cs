namespace ImageBuilderPS.Api.Constraints;

/// <summary>A type that knows combinations which the service takes and which hardly do what is meant.</summary>
internal interface IMemberWarnings
{
    /// <summary>One sentence each, with its JSON path.</summary>
    IEnumerable<string> Warnings();
}
