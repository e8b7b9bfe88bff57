namespace ImageBuilderPS.Api.Constraints;

/// <summary>1 to 10 filters of a list. Names are sent in the caller's spelling: the service matches names exactly.</summary>
/// <param name="names">The names that the list knows, in the API page's spelling. Completion offers them; they are not validated.</param>
public sealed class FilterListAttribute(params string[] names) : ListConstraintAttribute(1, 10)
{
    /// <summary>The names that the list knows.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
