using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Constraints;

/// <summary>
/// 1 to 10 filters of a list, by names that the list knows. A name in another case is put into the API's spelling, which
/// differs between lists; a name that is not known is left for the service to judge.
/// </summary>
/// <param name="names">The names, in the API's spelling.</param>
public sealed class FilterListAttribute(params string[] names) : ListConstraintAttribute(1, 10)
{
    /// <summary>The filters with their names in the API's spelling; the same array where nothing is to be changed.</summary>
    /// <param name="filters">The filters, which stay as they are.</param>
    public Filter[] Canonical(Filter[] filters)
    {
        var spelled = filters.Select(Canonical).ToArray();
        return spelled.SequenceEqual(filters) ? filters : spelled;
    }

    private Filter Canonical(Filter filter) =>
        names.FirstOrDefault(known => string.Equals(known, filter?.Name, StringComparison.OrdinalIgnoreCase)) is { } name && name != filter.Name
            ? new() { Name = name, Values = filter.Values }
            : filter;
}
