namespace ImageBuilderPS.Api.Constraints;

/// <summary>Puts enum values into the API's spelling.</summary>
internal static class EnumNormalizer
{
    public static void Canonicalize(object value)
    {
        foreach (var (member, canonical) in Misspelt(value))
            member.Property.SetValue(value, canonical);
    }

    private static IEnumerable<(ContractMember Member, object? Canonical)> Misspelt(object value)
    {
        foreach (var member in ContractMember.Of(value.GetType()))
        {
            var held = member.Property.GetValue(value);
            var canonical = held switch
            {
                string text => OfText(member, text),
                Array array => OfArray(array),
                _ => OfObject(held),
            };
            if (!ReferenceEquals(canonical, held))
                yield return (member, canonical);
        }
    }

    private static string OfText(ContractMember member, string text) =>
        member.Constraints.OfType<OneOfAttribute>().FirstOrDefault()?.Canonical(text) is { } canonical && canonical != text
            ? canonical
            : text;

    private static Array OfArray(Array array)
    {
        Array? copy = null;
        for (var i = 0; i < array.Length; i++)
        {
            var item = array.GetValue(i);
            var canonical = OfObject(item);
            if (ReferenceEquals(canonical, item))
                continue;
            copy ??= (Array)array.Clone();
            copy.SetValue(canonical, i);
        }
        return copy ?? array;
    }

    private static object? OfObject(object? value)
    {
        if (value is not Shape)
            return value;
        var changes = Misspelt(value).ToList();
        if (changes.Count == 0)
            return value;
        var copy = Activator.CreateInstance(value.GetType())!;
        foreach (var property in value.GetType().GetProperties().Where(property => property.CanWrite))
            property.SetValue(copy, property.GetValue(value));
        foreach (var (member, canonical) in changes)
            member.Property.SetValue(copy, canonical);
        return copy;
    }
}
