namespace ImageBuilderPS.Api.Constraints;

/// <summary>1 to 10 filters of a list. A name is sent as the caller spells it: the service matches names exactly.</summary>
/// <param name="names">The names that the list knows, as the API page spells them; offered on Tab, not checked.</param>
public sealed class FilterListAttribute(params string[] names) : ListConstraintAttribute(1, 10)
{
    /// <summary>The names that the list knows.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
