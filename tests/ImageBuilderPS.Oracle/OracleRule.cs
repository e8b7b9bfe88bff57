using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Oracle;

/// <summary>A rule as the oracle evaluates it.</summary>
internal sealed class OracleRule(LifecyclePolicyDetail detail, int index, DateTimeOffset at)
{
    private HashSet<Image> retained = [];

    public LifecyclePolicyDetail Detail { get; } = detail;

    public int Index { get; } = index;

    public DateTimeOffset At { get; } = at;

    public string Action { get; } = detail.Action!.Type!.ToUpperInvariant();

    public string Verb => Action[..1] + Action[1..].ToLowerInvariant();

    /// <summary>The status that it sets.</summary>
    public string Status => Action.TrimEnd('E') + "ED";

    public bool IsDelete => Action == "DELETE";

    public bool IsAge => string.Equals(Detail.Filter!.Type, "AGE", StringComparison.OrdinalIgnoreCase);

    public static DateTimeOffset Later(DateTimeOffset time, int value, string unit) => unit.ToUpperInvariant() switch
    {
        "DAYS" => time.AddDays(value),
        "WEEKS" => time.AddDays(7 * value),
        "MONTHS" => time.AddMonths(value),
        _ => time.AddYears(value),
    };

    public bool IsOlder(Image image) => Later(image.DateCreated!.Value, Detail.Filter!.Value!.Value, Detail.Filter.Unit!) < At;

    public bool IsRetained(Image image) => retained.Contains(image);

    /// <summary>Retains the newest images of each recipe version.</summary>
    public void Retain<TKey>(IEnumerable<Image> newestFirst, Func<Image, TKey> recipeOf)
    {
        var slots = IsAge ? Detail.Filter!.RetainAtLeast ?? 0 : Detail.Filter!.Value!.Value;
        retained = [.. newestFirst.GroupBy(recipeOf).SelectMany(images => images.Take(slots))];
    }
}
