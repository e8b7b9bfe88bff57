namespace ImageBuilderPS.Api.Constraints;

/// <summary>Normalizes enum values: input may have any case, the API has one spelling.</summary>
public static class EnumNormalizer
{
    /// <summary>
    /// Normalizes every enum value, at any depth. The object itself is changed. A nested object may belong to the caller:
    /// where it has a value to change, a copy replaces it. Unknown values stay as they are.
    /// </summary>
    /// <param name="value">A contract object.</param>
    public static void Normalize(object value)
    {
        foreach (var (member, normalized) in Changes(value))
            member.Property.SetValue(value, normalized);
    }

    private static IEnumerable<(ContractMember Member, object? Normalized)> Changes(object owner)
    {
        foreach (var member in ContractMember.Of(owner.GetType()))
        {
            var value = member.Property.GetValue(owner);
            var normalized = value switch
            {
                string text => member.Constraints.OfType<OneOfAttribute>().FirstOrDefault()?.Normalize(text) ?? text,
                Array array => NormalizeItems(array),
                _ => NormalizeShape(value),
            };
            if (!Equals(normalized, value))
                yield return (member, normalized);
        }
    }

    private static Array NormalizeItems(Array array)
    {
        Array? copy = null;
        for (var i = 0; i < array.Length; i++)
        {
            var item = array.GetValue(i);
            var normalized = NormalizeShape(item);
            if (ReferenceEquals(normalized, item))
                continue;
            copy ??= (Array)array.Clone();
            copy.SetValue(normalized, i);
        }
        return copy ?? array;
    }

    private static object? NormalizeShape(object? value)
    {
        if (value is not Shape)
            return value;
        var changes = Changes(value).ToList();
        if (changes.Count == 0)
            return value;
        var copy = Activator.CreateInstance(value.GetType())!;
        foreach (var property in value.GetType().GetProperties().Where(property => property.CanWrite))
            property.SetValue(copy, property.GetValue(value));
        foreach (var (member, normalized) in changes)
            member.Property.SetValue(copy, normalized);
        return copy;
    }
}
