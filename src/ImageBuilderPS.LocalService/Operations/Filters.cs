using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Filters of lists: all filters must match, each by any of its values.</summary>
internal static class Filters
{
    /// <summary>A test that an item passes when all filters match it.</summary>
    /// <param name="filters">The request's filters.</param>
    /// <param name="members">The member that each filter name compares.</param>
    /// <exception cref="InvalidRequestException">A filter has an unknown name, or no name or values.</exception>
    public static Func<T, bool> Matching<T>(Filter[]? filters, IReadOnlyDictionary<string, Func<T, string?>> members)
    {
        var tests = (filters ?? []).Select(filter => Test(filter, members)).ToArray();
        return item => tests.All(test => test(item));
    }

    private static Func<T, bool> Test<T>(Filter filter, IReadOnlyDictionary<string, Func<T, string?>> members)
    {
        if (filter.Name is null || filter.Values is null)
            throw new InvalidRequestException("A filter needs a name and values.");
        if (!members.TryGetValue(filter.Name, out var member))
        {
            throw new InvalidRequestException(
                $"The filter name '{filter.Name}' is invalid. Valid names: {string.Join(", ", members.Keys)}.");
        }
        var values = new HashSet<string>(filter.Values, StringComparer.Ordinal);
        return item => member(item) is { } value && values.Contains(value);
    }
}
