using ImageBuilderPS.Api;

namespace ImageBuilderPS.Client;

/// <summary>A running local service; disposing it stops it. Safe for many threads.</summary>
public interface ILocalService : IDisposable
{
    /// <summary>The URL that it listens on: <c>http://127.0.0.1:4577</c>.</summary>
    Uri Url { get; }

    /// <summary>Its time and settings now.</summary>
    LocalServiceStatus Status { get; }

    /// <summary>Sets the clock, and then carries out all that is due.</summary>
    /// <param name="time">The new time, not before the current one; null when <paramref name="advance"/> gives it, or for the current one.</param>
    /// <param name="advance">How far the clock goes forward; only without <paramref name="time"/>.</param>
    /// <param name="isStopped">Whether the clock stays at that time; null leaves it running or stopped as it is.</param>
    /// <exception cref="ValidationException">The time is before the current one, or the clock cannot have it.</exception>
    void SetClock(DateTimeOffset? time, TimeSpan? advance, bool? isStopped);

    /// <summary>Starts again with the first resources and settings. The clock runs.</summary>
    /// <param name="time">The new time; null for the real one.</param>
    /// <exception cref="ValidationException">The clock cannot have this time.</exception>
    void Reset(DateTimeOffset? time);

    /// <summary>The whole state, as JSON.</summary>
    string Save();

    /// <summary>Replaces the whole state by one that <see cref="Save"/> returned; with an exception nothing changes.</summary>
    /// <param name="state">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is no such state.</exception>
    void Load(string state);
}
