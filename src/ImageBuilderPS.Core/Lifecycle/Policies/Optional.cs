namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>A value that was given, which may be null, or nothing.</summary>
/// <typeparam name="T">The value.</typeparam>
public readonly struct Optional<T> : IEquatable<Optional<T>>
{
    private readonly T value;

    /// <summary>A value that was given.</summary>
    /// <param name="value">The value; null is a value too.</param>
    public Optional(T value)
    {
        this.value = value;
        HasValue = true;
    }

    /// <summary>Whether a value was given.</summary>
    public bool HasValue { get; }

    /// <summary>A value that was given.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Whether two are the same.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static bool operator ==(Optional<T> one, Optional<T> other) => one.Equals(other);

    /// <summary>Whether two are different.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">The other.</param>
    public static bool operator !=(Optional<T> one, Optional<T> other) => !one.Equals(other);

    /// <summary>The value that was given, or else another.</summary>
    /// <param name="other">The other value.</param>
    public T Or(T other) => HasValue ? value : other;

    /// <inheritdoc/>
    public bool Equals(Optional<T> other) =>
        HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(value, other.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue && value is not null ? EqualityComparer<T>.Default.GetHashCode(value) : 0;

    /// <summary>The value; empty when none was given.</summary>
    public override string ToString() => $"{value}";
}
