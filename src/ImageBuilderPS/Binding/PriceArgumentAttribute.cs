using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Reads prices of snapshots: a number for every region, or a table by region whose values are numbers (the standard tier)
/// or tables with Standard and Archive. The region <c>*</c> is for the others.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PriceArgumentAttribute : ArgumentTransformationAttribute
{
    private const string Name = "PricePerGBMonth";

    // The archive tier costs a quarter of the standard tier, as in the default prices.
    private const decimal ArchivePart = 0.25m;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var held = ContractReader.Bare(inputData);
        if (held is SnapshotPrices)
            return held;
        var prices = new Dictionary<string, SnapshotPrice>(StringComparer.OrdinalIgnoreCase);
        if (held is IDictionary regions)
        {
            foreach (DictionaryEntry region in regions)
                prices[$"{region.Key}"] = Price($"{Name}.{region.Key}", ContractReader.Bare(region.Value));
        }
        else
        {
            prices[SnapshotPrices.AnyRegion] = Price(Name, held);
        }
        return new SnapshotPrices(prices);
    }

    private static SnapshotPrice Price(string path, object? held)
    {
        if (held is not IDictionary tiers)
        {
            var price = Number(path, held);
            return new(price, price * ArchivePart);
        }
        decimal? standard = null;
        decimal? archive = null;
        foreach (DictionaryEntry tier in tiers)
        {
            var number = Number($"{path}.{tier.Key}", ContractReader.Bare(tier.Value));
            if ("Standard".Equals($"{tier.Key}", StringComparison.OrdinalIgnoreCase))
                standard = number;
            else if ("Archive".Equals($"{tier.Key}", StringComparison.OrdinalIgnoreCase))
                archive = number;
            else
                throw Wrong(path, $"the key '{tier.Key}'", "the keys Standard and Archive");
        }
        return standard is { } given ? new(given, archive ?? given * ArchivePart) : throw Wrong(path, "no key Standard", "a price for the standard tier");
    }

    private static decimal Number(string path, object? held)
    {
        try
        {
            if (held is not (null or bool or string { Length: 0 }) && LanguagePrimitives.ConvertTo<decimal>(held) is >= 0 and var price)
                return price;
        }
        catch (PSInvalidCastException)
        {
            // The error below says what was expected.
        }
        throw Wrong(path, string.Format(CultureInfo.InvariantCulture, "'{0}'", held), "a price in USD for a GB and a month, 0 or more, such as 0.05");
    }

    private static ArgumentTransformationMetadataException Wrong(string path, string got, string expected) =>
        new($"{path}: got {got}, expected {expected}.");
}
