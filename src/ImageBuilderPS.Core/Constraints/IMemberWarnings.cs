namespace ImageBuilderPS.Constraints;

/// <summary>A type that knows combinations which the service takes and which do nothing useful.</summary>
internal interface IMemberWarnings
{
    /// <summary>What the service documents as meaningless, one sentence each, with its JSON path.</summary>
    IEnumerable<string> Warnings();
}
