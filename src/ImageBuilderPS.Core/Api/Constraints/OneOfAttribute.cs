using System.Reflection;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>
/// The member is an enum: one of the values that a class of string constants lists. Input may have any case;
/// <see cref="EnumNormalizer.Normalize"/> changes it to the API's spelling.
/// </summary>
/// <param name="values">The class whose constants are the values, such as <c>typeof(LifecyclePolicyStatus)</c>.</param>
public sealed class OneOfAttribute(Type values) : ConstraintAttribute
{
    /// <summary>The values, in the API's spelling and order.</summary>
    public IReadOnlyList<string> Values { get; } =
    [
        .. values.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    /// <inheritdoc/>
    public override string Expected => "one of " + string.Join(", ", Values);

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        if (Normalize((string)value) is null)
            yield return CreateViolation(path, value, ServiceMessages.OneOf(Values));
    }

    /// <summary>The value in the API's spelling, or null when it is not one of the values.</summary>
    /// <param name="value">A value in any case.</param>
    public string? Normalize(string value) =>
        Values.FirstOrDefault(known => known.EqualsIgnoreCase(value));
}
