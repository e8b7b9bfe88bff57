using System.Collections;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>How many items a list has, and what each string item must be.</summary>
public class ListConstraintAttribute : ConstraintAttribute
{
    private readonly int minimum;
    private readonly int maximum;
    private readonly StringConstraintAttribute? item;

    /// <summary>A list whose items have constraints of their own.</summary>
    /// <param name="minimum">The fewest items.</param>
    /// <param name="maximum">The most items.</param>
    public ListConstraintAttribute(int minimum, int maximum) => (this.minimum, this.maximum) = (minimum, maximum);

    /// <summary>A list of strings.</summary>
    /// <param name="minimum">The fewest items.</param>
    /// <param name="maximum">The most items.</param>
    /// <param name="item">What each item must be.</param>
    protected ListConstraintAttribute(int minimum, int maximum, StringConstraintAttribute item)
        : this(minimum, maximum) => this.item = item;

    /// <inheritdoc/>
    public override string Expected => maximum == int.MaxValue ? "a list" : $"{minimum} to {maximum} items";

    /// <inheritdoc/>
    public override string? Example => item?.Example;

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        var items = (IList)value;
        if (items.Count < minimum)
            yield return CreateViolation(path, value, ServiceMessages.AtLeast(minimum, "length"));
        if (items.Count > maximum)
            yield return CreateViolation(path, value, ServiceMessages.AtMost(maximum, "length"));
        for (var i = 0; i < items.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (items[i] is null)
                yield return new(at, null, item?.Expected ?? "an object", item?.Example, ServiceMessages.NotNull);
            else if (item is not null)
            {
                foreach (var violation in item.Check(at, items[i]!))
                    yield return violation;
            }
        }
    }
}
