namespace ImageBuilderPS.Api.Constraints;

/// <summary>
/// A constraint that the EC2 Image Builder API puts on one member. It is written once, on the member, and serves
/// parameter binding, the check before a call, and the local service's answer.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ConstraintAttribute : Attribute
{
    /// <summary>What a valid value looks like, in words: <c>1 to 36 characters</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>A valid value, or null where the words say it all.</summary>
    public virtual string? Example => null;

    /// <summary>Finds what is wrong with a value.</summary>
    /// <param name="path">The JSON path of the member that holds the value.</param>
    /// <param name="value">The value; null has been dealt with already.</param>
    /// <returns>Every violation, none when the value is valid.</returns>
    public abstract IEnumerable<Violation> Check(string path, object value);

    /// <summary>Whether a value keeps to the constraint.</summary>
    /// <param name="value">The value.</param>
    public bool IsValid(object value) => !Check("", value).Any();

    /// <summary>A violation of this constraint.</summary>
    /// <param name="path">The JSON path.</param>
    /// <param name="value">What was got.</param>
    /// <param name="serviceWording">The constraint as the service words it; null where the service takes the value.</param>
    protected Violation Violate(string path, object? value, string? serviceWording) =>
        new(path, value, Expected, Example, serviceWording);
}
