namespace ImageBuilderPS.Api.Constraints;

/// <summary>
/// A constraint of the EC2 Image Builder API on one member. It is written once, on the member. Parameter binding, the
/// validation before a call and the local service read it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ConstraintAttribute : Attribute
{
    /// <summary>What a valid value looks like, in words: <c>1 to 36 characters</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>A valid value; null where <see cref="Expected"/> is enough.</summary>
    public virtual string? Example => null;

    /// <summary>Validates a value.</summary>
    /// <param name="path">The JSON path of the member that holds the value.</param>
    /// <param name="value">The value; not null.</param>
    /// <returns>Every violation, none when the value is valid.</returns>
    public abstract IEnumerable<Violation> Check(string path, object value);

    /// <summary>Whether a value keeps to the constraint.</summary>
    /// <param name="value">The value.</param>
    public bool IsValid(object value) => !Check("", value).Any();

    /// <summary>A violation of this constraint.</summary>
    /// <param name="path">The JSON path.</param>
    /// <param name="value">The value.</param>
    /// <param name="serviceMessage">The constraint in the service's words; null where the service accepts the value.</param>
    protected Violation CreateViolation(string path, object? value, string? serviceMessage) =>
        new(path, value, Expected, Example, serviceMessage);
}
